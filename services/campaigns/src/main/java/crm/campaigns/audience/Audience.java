package crm.campaigns.audience;

import static crm.chassis.access.Scope.ALL;

import crm.chassis.access.AccessRules;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;

/**
 * The people that may be members of campaigns, described like records so that the filter of the API works on the copies
 * that this service keeps of them. Birthdates and what else marketing has no need of are not described.
 */
public enum Audience {

    LEAD(RecordType.of(AudienceLead.class, "audienceLead", "leads")
            .access(marketing())
            .fields(Field.text("firstName"), Field.text("lastName"), Field.text("jobTitle"), Field.text("department"), Field.text("company"),
                    Field.text("email", TextFormat.EMAIL), Field.text("emailStatus"), Field.text("phone", TextFormat.PHONE), Field.text("website"),
                    Field.object("address", Field.text("street"), Field.text("city"), Field.text("state"), Field.text("postalCode"),
                            Field.text("country")),
                    Field.text("industry"), Field.decimal("annualRevenue"), Field.integer("numberOfEmployees"), Field.text("status"),
                    Field.text("rating"), Field.integer("score"), Field.text("leadSource"), Field.reference("campaignId", "campaign"),
                    Field.object("utm", Field.text("source"), Field.text("medium"), Field.text("campaign"), Field.text("term"),
                            Field.text("content")),
                    Field.decimal("estimatedValue"), Field.text("currency"), Field.text("productInterest"), Field.text("territory"),
                    Field.bool("doNotCall"), Field.bool("emailOptOut"), Field.instant("convertedAt"), Field.text("language"))
            .build()),

    CONTACT(RecordType.of(AudienceContact.class, "audienceContact", "contacts")
            .access(marketing())
            .fields(Field.text("firstName"), Field.text("lastName"), Field.text("title"), Field.text("department"), Field.texts("emails"),
                    Field.object("mailingAddress", Field.text("street"), Field.text("city"), Field.text("state"), Field.text("postalCode"),
                            Field.text("country")),
                    Field.text("buyingRole"), Field.bool("isDecisionMaker"), Field.bool("doNotCall"), Field.bool("emailOptOut"),
                    Field.text("language"), Field.text("timezone"), Field.reference("accountId", "account"),
                    Field.object("account", Field.text("name"), Field.text("type"), Field.text("industry"), Field.text("territory"),
                            Field.text("lifecycleStage"), Field.text("domain")))
            .build());

    private final RecordType<?> type;

    Audience(RecordType<?> type) {
        this.type = type;
    }

    public RecordType<?> type() {
        return type;
    }

    /** @throws Problem 422 where the name is neither lead nor contact */
    public static Audience named(String entity) {
        return switch (entity) {
            case "lead" -> LEAD;
            case "contact" -> CONTACT;
            default -> throw Problem.invalid("/entity", "entity has to be lead or contact.");
        };
    }

    private static AccessRules marketing() {
        return AccessRules.rules()
                .reads("marketer", ALL)
                .reads("marketing-manager", ALL)
                .reads("crm-admin", ALL)
                .reads("integration", ALL);
    }
}

package crm.leads.lead;

import static crm.chassis.record.Field.bool;
import static crm.chassis.record.Field.choice;
import static crm.chassis.record.Field.decimal;
import static crm.chassis.record.Field.instant;
import static crm.chassis.record.Field.integer;
import static crm.chassis.record.Field.json;
import static crm.chassis.record.Field.object;
import static crm.chassis.record.Field.reference;
import static crm.chassis.record.Field.text;

import crm.chassis.access.AccessRules;
import crm.chassis.access.Scope;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import crm.chassis.record.UsualTexts;
import crm.leads.integration.LeadAnnouncements;
import crm.leads.scoring.ScoreBasis;

/** The description of a lead, from which its list, filter, export, import, history and access follow. */
public final class LeadType {

    static final int MAX_REASON = 1_000;
    private static final int MAX_DESCRIPTION = 20_000;

    public static final RecordType<Lead> LEAD = RecordType.of(Lead.class, "lead", "leads")
            .access(access())
            .events(LeadAnnouncements.OF_THE_RECORD)
            .fields(
                    text("salutation").max(40),
                    text("firstName").max(120).searchable(),
                    text("lastName").max(120).searchable().sortable(),
                    text("jobTitle").max(120).searchable(),
                    text("department").max(120),
                    text("company").max(200).searchable().sortable(),
                    text("email", TextFormat.EMAIL).searchable(),
                    choice("emailStatus", EmailStatus.class),
                    text("phone", TextFormat.PHONE).searchable(),
                    text("mobile", TextFormat.PHONE).searchable(),
                    text("website", TextFormat.URL),
                    object("address", text("street"), text("city"), text("state"), text("postalCode").max(40), text("country").usually(UsualTexts.COUNTRIES)),
                    text("industry").max(120).usually(UsualTexts.INDUSTRIES).usuallyAsOthers(),
                    decimal("annualRevenue").amountIn("currency"),
                    integer("numberOfEmployees"),
                    choice("status", LeadStatus.class),
                    text("statusReason").max(MAX_REASON),
                    choice("rating", Rating.class),
                    integer("score").readOnly().sortable(),
                    json("scoreReasons"),
                    choice("scoreBasis", ScoreBasis.class).readOnly(),
                    integer("scoreCompleteness").readOnly(),
                    text("leadSource").max(120).usuallyAsOthers(),
                    reference("campaignId", "campaign"),
                    object("utm", text("source"), text("medium"), text("campaign"), text("term"), text("content")),
                    decimal("estimatedValue").amountIn("currency").sortable(),
                    text("currency", TextFormat.CURRENCY),
                    text("productInterest"),
                    text("territory").max(120),
                    bool("doNotCall"),
                    bool("emailOptOut"),
                    json("consents").internal(),
                    text("description").max(MAX_DESCRIPTION),
                    instant("assignedAt").readOnly(),
                    instant("responseDueAt").readOnly().sortable(),
                    instant("firstRespondedAt").readOnly(),
                    instant("responseOverdueAt").internal(),
                    reference("assignmentRuleId", "assignmentRule").internal(),
                    instant("recycleAt").internal(),
                    text("previousOwner").max(120).internal(),
                    instant("lockedUntil").internal(),
                    instant("wakeAt"),
                    integer("recycledCount").readOnly(),
                    choice("conversionState", ConversionState.class).internal(),
                    instant("convertedAt").readOnly(),
                    reference("convertedAccountId", "account").readOnly(),
                    reference("convertedContactId", "contact").readOnly(),
                    reference("convertedOpportunityId", "opportunity").readOnly(),
                    reference("contactId", "contact").readOnly(),
                    reference("accountId", "account").readOnly(),
                    text("lostReason").max(MAX_REASON),
                    text("language", TextFormat.LANGUAGE))
            .build();

    private LeadType() {}

    private static AccessRules access() {
        return AccessRules.rules()
                .works("sales-rep", Scope.TEAM, Scope.OWN)
                .works("sales-manager", Scope.TEAM, Scope.TEAM)
                .keeps("marketer", Scope.ALL, Scope.OWN)
                .keeps("marketing-manager", Scope.ALL, Scope.ALL)
                .changes("data-steward", Scope.ALL, Scope.ALL)
                .reads("compliance-officer", Scope.ALL)
                .reads("executive", Scope.ALL)
                .works("crm-admin", Scope.ALL, Scope.ALL)
                .keeps("integration", Scope.ALL, Scope.ALL);
    }
}

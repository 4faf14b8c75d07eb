package crm.opportunities.contact;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.access.Scope.OWN;
import static crm.chassis.access.Scope.TEAM;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import crm.opportunities.address.PostalAddress;
import crm.opportunities.integration.RecordEventTypes;

/** What a contact looks like and who may do what with it. */
final class ContactDescription {

    /** Those who meet the person, and those who answer for the data. */
    private static final String[] MAY_KNOW_THE_BIRTHDATE =
            {"sales-rep", "sales-manager", "success-manager", "data-steward", "compliance-officer", "crm-admin", "integration"};

    private ContactDescription() {}

    static RecordType<Contact> contact() {
        return RecordType.of(Contact.class, "contact", "contacts")
                .fields(Field.text("salutation").max(40),
                        Field.text("firstName").max(120).searchable(),
                        Field.text("lastName").max(120).sortable().searchable(),
                        Field.reference("accountId", "account"),
                        Field.json("accountLinks"),
                        Field.text("title"),
                        Field.text("department"),
                        Field.reference("reportsToId", "contact"),
                        Field.texts("emails", TextFormat.EMAIL).searchable(),
                        Field.texts("phones", TextFormat.PHONE).searchable(),
                        PostalAddress.field("mailingAddress"),
                        Field.date("birthdate").sensitive(MAY_KNOW_THE_BIRTHDATE),
                        Field.text("buyingRole").max(60),
                        Field.bool("isDecisionMaker"),
                        Field.bool("doNotCall"),
                        Field.bool("emailOptOut"),
                        Field.json("consents").internal(),
                        Field.text("language", TextFormat.LANGUAGE),
                        Field.text("timezone").max(64),
                        Field.reference("originalLeadId", "lead").readOnly())
                .filters(Field.found(Field.texts("linkedAccounts"), Contacts.ACCOUNT_LINKS.sql("account_id", "account_links")))
                .access(AccessRules.rules()
                        .works("sales-rep", ALL, OWN)
                        .works("sales-manager", ALL, TEAM)
                        .works("success-manager", ALL, OWN)
                        .works("crm-admin", ALL, ALL)
                        .keeps("integration", ALL, ALL)
                        .changes("data-steward", ALL, ALL)
                        .reads("marketer", ALL)
                        .reads("marketing-manager", ALL)
                        .reads("support-agent", ALL)
                        .reads("support-manager", ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL))
                .events(RecordEventTypes.CONTACT)
                .build();
    }
}

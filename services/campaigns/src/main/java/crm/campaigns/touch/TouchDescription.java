package crm.campaigns.touch;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.access.Scope.NONE;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;

/** What a touch looks like and who may record one; nobody changes it. */
final class TouchDescription {

    private TouchDescription() {}

    static RecordType<Touch> touch() {
        return RecordType.of(Touch.class, "touch", "touches")
                .fields(Field.reference("campaignId", "campaign").required(),
                        Field.reference("leadId", "lead"),
                        Field.reference("contactId", "contact"),
                        Field.reference("accountId", "account"),
                        Field.choice("kind", TouchKind.class).required(),
                        Field.text("channel").max(120),
                        Field.text("note").max(2_000),
                        Field.instant("occurredAt").required().sortable(),
                        Field.text("sourceKey").max(200).internal())
                .access(AccessRules.rules()
                        .keeps("marketer", ALL, NONE)
                        .keeps("marketing-manager", ALL, NONE)
                        .keeps("sales-rep", ALL, NONE)
                        .keeps("sales-manager", ALL, NONE)
                        .keeps("crm-admin", ALL, NONE)
                        .keeps("integration", ALL, NONE)
                        .reads("success-manager", ALL)
                        .reads("data-steward", ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL))
                .build();
    }
}

package crm.opportunities.territory;

import static crm.chassis.access.Scope.ALL;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;

/** What a territory looks like and who may do what with it. */
final class TerritoryDescription {

    private TerritoryDescription() {}

    static RecordType<Territory> territory() {
        return RecordType.of(Territory.class, "territory", "territories")
                .fields(Field.text("name").max(120).required().sortable().searchable(),
                        Field.reference("parentId", "territory"),
                        Field.text("rule").max(4_000),
                        Field.text("manager").max(120),
                        Field.integer("position"),
                        Field.text("description").max(4_000))
                .access(AccessRules.rules()
                        .keeps("sales-manager", ALL, ALL)
                        .keeps("crm-admin", ALL, ALL)
                        .reads("sales-rep", ALL)
                        .reads("marketer", ALL)
                        .reads("marketing-manager", ALL)
                        .reads("success-manager", ALL)
                        .reads("data-steward", ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL)
                        .reads("integration", ALL))
                .build();
    }
}

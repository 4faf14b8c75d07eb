package crm.opportunities.quota;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.access.Scope.TEAM;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import crm.opportunities.money.Money;

/** What a quota looks like and who may do what with it. */
final class QuotaDescription {

    private QuotaDescription() {}

    static RecordType<Quota> quota() {
        return RecordType.of(Quota.class, "quota", "quotas")
                .fields(Field.text("period").max(20).required().searchable(),
                        Field.date("startsOn").internal().sortable(),
                        Field.date("endsOn").internal(),
                        Field.text("territory").max(120),
                        Field.choice("measure", Measure.class),
                        Field.decimal("target").required().summedAs("targetBase"),
                        Field.text("currency", TextFormat.CURRENCY),
                        Field.decimal("exchangeRate").internal(),
                        Money.baseOf("target", "target", record -> {
                            Quota quota = (Quota) record;
                            return Money.inBase(quota.target, quota.exchangeRate);
                        }),
                        Field.text("note").max(2_000))
                .access(AccessRules.rules()
                        .keeps("sales-manager", TEAM, TEAM)
                        .keeps("crm-admin", ALL, ALL)
                        .reads("sales-rep", TEAM)
                        .reads("data-steward", ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL))
                .build();
    }
}

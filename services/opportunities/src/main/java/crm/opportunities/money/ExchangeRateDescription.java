package crm.opportunities.money;

import static crm.chassis.access.Scope.ALL;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;

/** What an exchange rate looks like and who may do what with it. */
final class ExchangeRateDescription {

    private static final int DECIMALS = 8;

    private ExchangeRateDescription() {}

    static RecordType<ExchangeRate> exchangeRate() {
        return RecordType.of(ExchangeRate.class, "exchangeRate", "exchange-rates")
                .fields(Field.text("currency", TextFormat.CURRENCY).required().searchable(),
                        Field.date("day").required().sortable(),
                        Field.decimal("rate").required().decimals(DECIMALS))
                .access(AccessRules.rules()
                        .keeps("crm-admin", ALL, ALL)
                        .keeps("integration", ALL, ALL)
                        .reads("sales-rep", ALL)
                        .reads("sales-manager", ALL)
                        .reads("success-manager", ALL)
                        .reads("marketer", ALL)
                        .reads("marketing-manager", ALL)
                        .reads("support-agent", ALL)
                        .reads("support-manager", ALL)
                        .reads("data-steward", ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL))
                .build();
    }
}

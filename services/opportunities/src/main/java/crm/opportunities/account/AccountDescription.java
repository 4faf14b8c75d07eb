package crm.opportunities.account;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.access.Scope.OWN;
import static crm.chassis.access.Scope.TEAM;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import crm.chassis.record.UsualTexts;
import crm.opportunities.address.PostalAddress;
import crm.opportunities.integration.RecordEventTypes;
import crm.opportunities.money.Money;

/** What an account looks like and who may do what with it. */
final class AccountDescription {

    private static final int LONG_TEXT = 10_000;

    private AccountDescription() {}

    static RecordType<Account> account() {
        return RecordType.of(Account.class, "account", "accounts")
                .fields(Field.text("name").required().sortable().searchable(),
                        Field.text("legalName").searchable(),
                        Field.reference("parentId", "account"),
                        Field.choice("type", AccountType.class),
                        Field.text("industry").max(120).usually(UsualTexts.INDUSTRIES).usuallyAsOthers(),
                        Field.text("sicCode").max(20),
                        Field.text("ownership").max(120),
                        Field.text("tickerSymbol").max(20),
                        Field.decimal("annualRevenue").sortable().summedAs("annualRevenueBase"),
                        Field.integer("numberOfEmployees"),
                        Field.integer("yearEstablished"),
                        Field.text("website", TextFormat.URL),
                        Field.text("domain").max(253).searchable(),
                        Field.text("phone", TextFormat.PHONE).searchable(),
                        Field.text("email", TextFormat.EMAIL).searchable(),
                        PostalAddress.field("billingAddress"),
                        PostalAddress.field("shippingAddress"),
                        Field.text("territory").max(120),
                        Field.text("lifecycleStage").max(60),
                        Field.date("customerSince"),
                        Field.date("renewalDate"),
                        Field.decimal("arr").summedAs("arrBase"),
                        Field.text("currency", TextFormat.CURRENCY),
                        Field.decimal("exchangeRate").internal(),
                        Money.baseOf("annualRevenue", "annual_revenue", record -> {
                            Account account = (Account) record;
                            return Money.inBase(account.annualRevenue, account.exchangeRate);
                        }),
                        Money.baseOf("arr", "arr", record -> {
                            Account account = (Account) record;
                            return Money.inBase(account.arr, account.exchangeRate);
                        }),
                        Field.reference("primaryContactId", "contact"),
                        Field.text("successOwner").max(120),
                        Field.text("description").max(LONG_TEXT),
                        Field.json("health"),
                        Field.json("whyTheyBought"),
                        Field.reference("originalLeadId", "lead").readOnly())
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
                .events(RecordEventTypes.ACCOUNT)
                .build();
    }
}

package crm.opportunities.product;

import static crm.chassis.access.Scope.ALL;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import crm.opportunities.money.Money;

/** What a product looks like and who may do what with it. */
final class ProductDescription {

    private ProductDescription() {}

    static RecordType<Product> product() {
        return RecordType.of(Product.class, "product", "products")
                .fields(Field.text("name").required().sortable().searchable(),
                        Field.text("code").max(60).sortable().searchable(),
                        Field.text("series").max(120).searchable(),
                        Field.decimal("price").sortable().summedAs("priceBase"),
                        Field.text("currency", TextFormat.CURRENCY),
                        Field.decimal("exchangeRate").internal(),
                        Money.baseOf("price", "price", record -> {
                            Product product = (Product) record;
                            return Money.inBase(product.price, product.exchangeRate);
                        }),
                        Field.bool("active"))
                .access(rules())
                .copied()
                .build();
    }

    /** Everybody may know what is sold for how much; sales managers say so. */
    static AccessRules rules() {
        return AccessRules.rules()
                .keeps("sales-manager", ALL, ALL)
                .keeps("crm-admin", ALL, ALL)
                .keeps("integration", ALL, ALL)
                .reads("sales-rep", ALL)
                .reads("marketer", ALL)
                .reads("marketing-manager", ALL)
                .reads("support-agent", ALL)
                .reads("support-manager", ALL)
                .reads("success-manager", ALL)
                .reads("data-steward", ALL)
                .reads("compliance-officer", ALL)
                .reads("executive", ALL);
    }
}

package crm.opportunities.product;

import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;

/** What a price list looks like; who may do what with it follows from its products. */
final class PriceListDescription {

    private PriceListDescription() {}

    static RecordType<PriceList> priceList() {
        return RecordType.of(PriceList.class, "priceList", "price-lists")
                .fields(Field.text("name").max(120).required().sortable().searchable(),
                        Field.text("currency", TextFormat.CURRENCY),
                        Field.date("validFrom").required().sortable(),
                        Field.date("validUntil"),
                        Field.text("description").max(2_000))
                .access(ProductDescription.rules())
                .build();
    }
}

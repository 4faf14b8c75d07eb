package crm.opportunities.product;

import crm.chassis.record.Field;
import crm.chassis.record.RecordType;

/** What the price of a product looks like; who may do what with it follows from the product. */
final class ProductPriceDescription {

    private static final String CURRENCY = "(select price_list.currency from price_list where price_list.id = product_price.price_list_id)";

    private ProductPriceDescription() {}

    static RecordType<ProductPrice> productPrice() {
        return RecordType.of(ProductPrice.class, "productPrice", "product-prices")
                .fields(Field.reference("priceListId", "priceList").required(),
                        Field.reference("productId", "product").required(),
                        Field.decimal("unitPrice").required().sortable(),
                        Field.choice("recurrence", Charge.class))
                .filters(Field.found(Field.text("currency"), CURRENCY))
                .access(ProductDescription.rules())
                .build();
    }
}

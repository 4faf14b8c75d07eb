package crm.opportunities.product;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import crm.opportunities.reference.References;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/** The prices and their rules: of a product and a list that are in use, one for each way to pay, and not negative. */
@Singleton
public class ProductPrices extends Records<ProductPrice> {

    ProductPrices(Chassis chassis) {
        super(ProductPriceDescription.productPrice(), chassis);
    }

    @Override
    protected void complete(ProductPrice price, Me me) {
        price.recurrence = price.recurrence == null ? Charge.ONE_TIME : price.recurrence;
        if (price.unitPrice != null && price.unitPrice.signum() < 0) {
            throw Problem.invalid("/unitPrice", "unitPrice is not negative.");
        }
    }

    @Override
    protected Uni<Void> beforeCreation(ProductPrice price, Me me, Creation creation) {
        return references(price).check();
    }

    @Override
    protected void beforeChange(ProductPrice price, Map<String, FieldChange> changes, Me me) {
        complete(price, me);
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(ProductPrice price, Map<String, FieldChange> changes, Me me) {
        return changes.containsKey("priceListId") || changes.containsKey("productId") ? references(price).check() : Uni.createFrom().voidItem();
    }

    private static References references(ProductPrice price) {
        return new References()
                .to(PriceList.class, "priceListId", price.priceListId)
                .to(Product.class, "productId", price.productId);
    }
}

package crm.opportunities.product;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.opportunities.money.ExchangeRates;
import jakarta.inject.Singleton;
import java.util.Map;

/** What the company sells; a name belongs to one product only, since people and imports find it by name. */
@Singleton
public class Products extends Records<Product> {

    private final ExchangeRates rates;

    Products(Chassis chassis, ExchangeRates rates) {
        super(ProductDescription.product(), chassis);
        this.rates = rates;
    }

    @Override
    protected void complete(Product product, Me me) {
        if (product.currency == null && product.price != null) {
            product.currency = rates.baseCurrency();
        }
        product.exchangeRate = product.currency == null ? null : rates.of(product.currency);
    }

    @Override
    protected void beforeChange(Product product, Map<String, FieldChange> changes, Me me) {
        if (changes.containsKey("currency") || product.currency == null) {
            complete(product, me);
        }
    }
}

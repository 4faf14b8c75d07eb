package crm.opportunities.product;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import crm.opportunities.money.ExchangeRates;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/** The price lists and their rules: a currency with a rate that stays once there are prices, and a last day after the first. */
@Singleton
public class PriceLists extends Records<PriceList> {

    private static final String PRICES = "select 1 from product_price where price_list_id = $1 limit 1";

    private final ExchangeRates rates;

    PriceLists(Chassis chassis, ExchangeRates rates) {
        super(PriceListDescription.priceList(), chassis);
        this.rates = rates;
    }

    @Override
    protected void complete(PriceList list, Me me) {
        list.currency = list.currency == null ? rates.baseCurrency() : list.currency;
        check(list);
    }

    @Override
    protected void beforeChange(PriceList list, Map<String, FieldChange> changes, Me me) {
        complete(list, me);
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(PriceList list, Map<String, FieldChange> changes, Me me) {
        if (!changes.containsKey("currency")) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> SessionSql.select(session, PRICES, list.id)).invoke(prices -> {
            if (!prices.isEmpty()) {
                throw Problem.invalid("/currency", "The list has prices in its currency; make another list for another currency.");
            }
        }).replaceWithVoid();
    }

    private void check(PriceList list) {
        rates.of(list.currency);
        if (list.validUntil != null && list.validFrom != null && list.validUntil.isBefore(list.validFrom)) {
            throw Problem.invalid("/validUntil", "validUntil is not before validFrom.");
        }
    }
}

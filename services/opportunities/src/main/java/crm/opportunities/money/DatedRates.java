package crm.opportunities.money;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The exchange rates and their rules. One that is new or changed is to be settled: the base values of open opportunities follow
 * it, see {@link crm.opportunities.opportunity.FollowRates}.
 */
@Singleton
public class DatedRates extends Records<ExchangeRate> {

    private static final String UNSETTLED = "update exchange_rate set settles_at = now(), settled_until = null where id = $1";

    private final ExchangeRates rates;

    DatedRates(Chassis chassis, ExchangeRates rates) {
        super(ExchangeRateDescription.exchangeRate(), chassis);
        this.rates = rates;
    }

    @Override
    protected void complete(ExchangeRate rate, Me me) {
        check(rate);
    }

    @Override
    protected void beforeChange(ExchangeRate rate, Map<String, FieldChange> changes, Me me) {
        if (changes.containsKey("currency")) {
            throw Problem.invalid("/currency", "A rate stays with its currency; make another one.");
        }
        check(rate);
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(ExchangeRate rate, Map<String, FieldChange> changes, Me me) {
        return Panache.getSession().chain(session -> SessionSql.update(session, UNSETTLED, rate.id)).replaceWithVoid();
    }

    /** What this instance computes from here on knows the rate at once, the others soon. */
    @Override
    public Uni<ExchangeRate> create(JsonNode body, Creation creation, Me me) {
        return super.create(body, creation, me).call(rates::refresh);
    }

    @Override
    public Uni<ExchangeRate> change(UUID id, IfMatch ifMatch, Me me, Consumer<ExchangeRate> edit) {
        return super.change(id, ifMatch, me, edit).call(rates::refresh);
    }

    private void check(ExchangeRate rate) {
        if (rate.rate != null && rate.rate.signum() <= 0) {
            throw Problem.invalid("/rate", "rate is more than 0.");
        }
        if (rate.currency != null && (rate.currency.equals(rates.baseCurrency()) || !isKnown(rate.currency))) {
            throw Problem.invalid("/currency", "currency has to be one of ISO 4217 beside the base currency, " + rates.baseCurrency() + ".");
        }
    }

    private static boolean isKnown(String code) {
        try {
            return Currency.getInstance(code) != null;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}

package crm.opportunities.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.outbox.Outbox;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.Ids;
import crm.chassis.record.TextFormat;
import crm.chassis.sql.SessionSql;
import crm.opportunities.integration.ForecastEvents;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.money.Money;
import crm.opportunities.period.Period;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Takes what somebody calls for a period. Each is kept; the newest counts. */
@Singleton
class SubmitForecast {

    private static final Field[] FIELDS = {Field.decimal("amount").required(), Field.text("currency", TextFormat.CURRENCY),
        Field.text("note").max(2_000)};

    private final ExchangeRates rates;
    private final Outbox outbox;
    private final ForecastEvents events;
    private final Clock clock;

    SubmitForecast(ExchangeRates rates, Outbox outbox, ForecastEvents events, Clock clock) {
        this.rates = rates;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps the call and tells of it, in one transaction.
     *
     * @param body {@code {"amount":…,"currency":…,"note":…}}; the base currency where none is named
     * @throws Problem 403 for whom a forecast is none of their work, 409 where the period is over, 422 invalid
     */
    Uni<Call> submit(Period period, JsonNode body, Me me) {
        if (!me.has("sales-rep") && !me.has("sales-manager") && !me.has("crm-admin")) {
            throw Problem.forbidden("Forecasts are called by those who sell.");
        }
        Map<String, Object> values = RequestFields.read(body, FIELDS);
        BigDecimal amount = (BigDecimal) values.get("amount");
        if (amount.signum() < 0) {
            throw Problem.invalid("/amount", "amount is not negative.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        checkOpen(period, now);
        String currency = values.get("currency") == null ? rates.baseCurrency() : (String) values.get("currency");
        Call call = new Call(new Leaf(me.team(), me.login()), amount, currency, Money.inBase(amount, rates.of(currency)), (String) values.get("note"), now);
        UUID id = Ids.next();
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> SessionSql.update(session,
                        "insert into forecast_submission (id, period, owner, team, amount, currency, amount_base, note, submitted_at)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                        id, period.name(), call.leaf().owner(), call.leaf().team(), amount, currency, call.base(), call.note(),
                        now.atOffset(ZoneOffset.UTC)))
                .chain(() -> outbox.add(events.submitted(id, period.name(), call.leaf().owner(), call.leaf().team(), amount, currency, call.base(),
                        call.note(), now, me)))
                .replaceWith(call));
    }

    static void checkOpen(Period period, Instant now) {
        if (period.isOver(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            throw Problem.conflict("period-over", "The period is over", period.name() + " is over; what came in is known.");
        }
    }
}

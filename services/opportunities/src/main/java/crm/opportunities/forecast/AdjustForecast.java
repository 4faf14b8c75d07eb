package crm.opportunities.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.directory.Directory;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.Ids;
import crm.chassis.record.TextFormat;
import crm.chassis.sql.SessionSql;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.money.Money;
import crm.opportunities.period.Period;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Takes what a manager adds to a figure; the figure itself, and all earlier adjustments, are kept. */
@Singleton
class AdjustForecast {

    private static final Field[] FIELDS = {Field.text("team").max(120), Field.text("owner").max(120), Field.decimal("amount").required(),
        Field.text("currency", TextFormat.CURRENCY), Field.text("reason").required().max(2_000)};

    private final ExchangeRates rates;
    private final Directory directory;
    private final Clock clock;

    AdjustForecast(ExchangeRates rates, Directory directory, Clock clock) {
        this.rates = rates;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Keeps the adjustment.
     *
     * @param body {@code {"team":…,"owner":…,"amount":…,"currency":…,"reason":…}}, of which a team or an owner has to be named;
     *     the amount is what comes in addition, negative for less
     * @throws Problem 403 for who does not manage the team, 409 where the period is over, 422 invalid
     */
    Uni<Adjustment> adjust(Period period, JsonNode body, Me me) {
        if (!me.has("sales-manager") && !me.has("crm-admin")) {
            throw Problem.forbidden("Forecasts are adjusted by sales managers.");
        }
        Map<String, Object> values = RequestFields.read(body, FIELDS);
        String owner = (String) values.get("owner");
        String team = team((String) values.get("team"), owner);
        if (!me.has("crm-admin") && !me.teams().contains(team)) {
            throw Problem.forbidden("This team is not one of yours.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SubmitForecast.checkOpen(period, now);
        BigDecimal amount = (BigDecimal) values.get("amount");
        String currency = values.get("currency") == null ? rates.baseCurrency() : (String) values.get("currency");
        Adjustment adjustment = new Adjustment(new Leaf(team, owner), amount, currency, Money.inBase(amount, rates.of(currency)),
                (String) values.get("reason"), me.login(), now);
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> SessionSql.update(session,
                        "insert into forecast_adjustment (id, period, team, owner, amount, currency, amount_base, reason, adjusted_at, adjusted_by)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                        Ids.next(), period.name(), team, owner, amount, currency, adjustment.base(), adjustment.reason(),
                        now.atOffset(ZoneOffset.UTC), me.login())))
                .replaceWith(adjustment);
    }

    private String team(String team, String owner) {
        if (owner != null && !directory.hasPerson(owner)) {
            throw Problem.invalid("/owner", "There is nobody with this login name.");
        }
        String meant = team == null && owner != null ? directory.teamOf(owner) : team;
        if (meant == null || !directory.hasTeam(meant)) {
            throw Problem.invalid("/team", meant == null ? "A team or an owner in a team has to be named." : "There is no team of this name.");
        }
        return meant;
    }
}

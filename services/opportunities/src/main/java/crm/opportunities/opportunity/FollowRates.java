package crm.opportunities.opportunity;

import crm.chassis.sql.SessionSql;
import crm.chassis.sweep.Sweep;
import crm.opportunities.money.ExchangeRate;
import crm.opportunities.money.ExchangeRates;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Brings the base values of open opportunities to what their exchange rates have become, many at a time, each as a change with
 * its history and event. What is closed keeps the rate of the day that it was closed on. Several instances share the rates.
 */
@Singleton
public class FollowRates {

    private static final int AT_ONCE = 500;
    private static final String DUE = "select id from exchange_rate where settles_at <= $1";
    private static final String NEXT = "select id from opportunity where currency = $1 and outcome = 'OPEN' and archived_at is null"
            + " and ($2::uuid is null or id > $2) order by id limit " + AT_ONCE + " for update";
    private static final String PROGRESS = "select settled_until from exchange_rate where id = $1";
    private static final String SETTLED = "update exchange_rate set settled_until = $2, settles_at = $3 where id = $1";

    private final Opportunities opportunities;
    private final ExchangeRates rates;
    private final Sweep sweep;
    private final Clock clock;

    FollowRates(Opportunities opportunities, ExchangeRates rates, Sweep sweep, Clock clock) {
        this.opportunities = opportunities;
        this.rates = rates;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(identity = "follow-rates", every = "${crm.money.sweep:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("follow exchange rates", DUE, "settles_at", now, id -> follow(id, now));
    }

    /** The next opportunities in the currency of a rate that is locked. */
    private Uni<Void> follow(UUID id, Instant now) {
        return rates.refresh().chain(() -> Panache.getSession()).chain(session -> session.find(ExchangeRate.class, id)
                .chain(rate -> SessionSql.select(session, PROGRESS, id)
                        .chain(rows -> SessionSql.select(session, NEXT, rate.currency, rows.get(0)[0]))
                        .chain(rows -> opportunities.revalue(session, rows.stream().map(row -> (UUID) row[0]).toList()).chain(() -> SessionSql.update(session, SETTLED, id,
                                rows.size() < AT_ONCE ? null : (UUID) rows.get(AT_ONCE - 1)[0],
                                rows.size() < AT_ONCE ? again(rate, now) : now.atOffset(ZoneOffset.UTC))))))
                .replaceWithVoid();
    }

    /**
     * When to look again after the last one: once all instances know the rate, since one may have stored an opportunity with the
     * old one meanwhile, and on its day, for those that say no close date.
     */
    private OffsetDateTime again(ExchangeRate rate, Instant now) {
        Instant known = rate.updatedAt.plus(ExchangeRates.STALENESS);
        if (now.isBefore(known)) {
            return known.atOffset(ZoneOffset.UTC);
        }
        LocalDate day = rate.day;
        return day.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC)) ? day.atStartOfDay().atOffset(ZoneOffset.UTC) : null;
    }
}

package crm.cases.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Sees to it that health is calculated within seconds of what moved it, and once a day because time alone moves it, too:
 * a renewal comes nearer, an old answer counts no more.
 */
@Singleton
public class HealthTimer {

    private static final Logger LOG = Logger.getLogger(HealthTimer.class);
    private static final int AT_ONCE = 200;
    private static final Duration LONGEST_UNSEEN = Duration.ofDays(1);

    private final Pool pool;
    private final CalculateHealth calculate;
    private final Clock clock;
    private final Counter calculations;

    HealthTimer(Pool pool, CalculateHealth calculate, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.calculate = calculate;
        this.clock = clock;
        calculations = Counter.builder("crm.health.calculations").description("How often the health of an account was calculated").register(meters);
    }

    @Scheduled(identity = "health", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return due().chain(ids -> Multi.createFrom().iterable(ids)
                .onItem().transformToUniAndConcatenate(id -> calculate.calculate(id)
                        .invoke(done -> {
                            if (done) {
                                calculations.increment();
                            }
                        })
                        .onFailure().invoke(failure -> LOG.warnf(failure, "The health of account %s could not be calculated; it is tried again", id))
                        .onFailure().recoverWithNull())
                .collect().last().replaceWithVoid());
    }

    private Uni<List<UUID>> due() {
        return pool.preparedQuery("select account_id from health_due group by account_id order by min(id) limit " + AT_ONCE).execute().map(rows -> {
            List<UUID> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getUUID(0)));
            return ids;
        });
    }

    @Scheduled(identity = "health-daily", every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> markOld() {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        return pool.preparedQuery("insert into health_due (account_id, since) select id, $1 from account_health"
                        + " where calculated_at < $2 and archived_at is null order by calculated_at limit 5000")
                .execute(Tuple.of(now, now.minus(LONGEST_UNSEEN))).replaceWithVoid();
    }
}

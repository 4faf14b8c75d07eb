package crm.leads.form;

import crm.chassis.problem.Problem;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often one address may send forms. Counted in the database, since a limit in the memory of an instance is as many
 * limits as there are instances; the address itself is not kept, only what a secret makes of it.
 */
@Singleton
class SubmissionRate {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final String COUNT = "insert into lead_form_rate (address, window_start, count) values ($1, $2, 1)"
            + " on conflict (address, window_start) do update set count = lead_form_rate.count + 1 returning count";

    private final Pool pool;
    private final Clock clock;
    private final int limit;

    SubmissionRate(Pool pool, Clock clock, @ConfigProperty(name = "crm.lead-forms.per-address", defaultValue = "30") int limit) {
        this.pool = pool;
        this.clock = clock;
        this.limit = limit;
    }

    /** Counts one; fails with 429 where there were too many within ten minutes. */
    Uni<Void> count(String address) {
        long seconds = clock.instant().getEpochSecond();
        Instant start = Instant.ofEpochSecond(seconds - seconds % WINDOW.toSeconds());
        return pool.preparedQuery(COUNT).execute(Tuple.of(address, start.atOffset(ZoneOffset.UTC))).invoke(rows -> {
            if (rows.iterator().next().getInteger(0) > limit) {
                throw new Problem(429, "too-many-requests", "Too many requests", "This address has sent enough forms for now.")
                        .header("Retry-After", Long.toString(start.plus(WINDOW).getEpochSecond() - seconds));
            }
        }).replaceWithVoid();
    }

    @Scheduled(every = "10m", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return pool.preparedQuery("delete from lead_form_rate where ctid in (select ctid from lead_form_rate where window_start < $1 limit 5000)")
                .execute(Tuple.of(clock.instant().minus(WINDOW).atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }
}

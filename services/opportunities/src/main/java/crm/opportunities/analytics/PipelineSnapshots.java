package crm.opportunities.analytics;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Adds the open pipeline up once a day and keeps it: one statement, by whichever instance comes first. */
@Singleton
public class PipelineSnapshots {

    private static final Logger LOG = Logger.getLogger(PipelineSnapshots.class);
    private static final String TAKE = "with fresh as (insert into pipeline_snapshot_day (day, taken_at) values ($1, $2) on conflict do nothing returning day)"
            + " insert into pipeline_snapshot (day, owner, team, pipeline_id, stage_id, forecast_category, currency, deals, amount, amount_base, weighted_base)"
            + " select day, owner, team, pipeline_id, stage_id, forecast_category, currency, count(*), sum(amount), sum(amount_base),"
            + " round(sum(amount_base * probability) / 100, 4) from opportunity cross join fresh where outcome = 'OPEN' and archived_at is null"
            + " and created_at <= $2 group by 1, 2, 3, 4, 5, 6, 7";

    private final Pool pool;
    private final Clock clock;

    PipelineSnapshots(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(identity = "pipeline-snapshot", every = "10m", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        Instant now = clock.instant();
        return take(LocalDate.ofInstant(now, ZoneOffset.UTC), now)
                .onFailure().invoke(failure -> LOG.warnf("The pipeline of the day is added up later: %s", failure.getMessage()))
                .onFailure().recoverWithNull();
    }

    /** Keeps the pipeline as that of a day; the first time of each day counts. */
    Uni<Void> take(LocalDate day, Instant now) {
        return pool.preparedQuery(TAKE).execute(Tuple.of(day, now.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }
}

package crm.chassis.imports;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets imports after their time, and pieces of files that no job ever came for. */
@Singleton
class ImportPruning {

    private static final int JOBS_AT_ONCE = 20;
    private static final Duration FILE_WITHOUT_JOB = Duration.ofDays(1);

    private final Pool pool;
    private final Clock clock;
    private final Duration keep;

    ImportPruning(Pool pool, Clock clock, @ConfigProperty(name = "crm.imports.keep", defaultValue = "90D") Duration keep) {
        this.pool = pool;
        this.clock = clock;
        this.keep = keep;
    }

    @Scheduled(every = "30m", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> prune() {
        return pool.preparedQuery("delete from import_job where id in (select id from import_job where finished_at < $1"
                        + " and state in ('COMPLETED', 'FAILED', 'REVERSED') order by finished_at limit " + JOBS_AT_ONCE + " for update skip locked)")
                .execute(Tuple.of(before(keep)))
                .chain(() -> pool.preparedQuery("delete from import_chunk where created_at < $1 and not exists"
                                + " (select from import_job where id = import_id and state in ('QUEUED', 'RUNNING'))")
                        .execute(Tuple.of(before(FILE_WITHOUT_JOB))))
                .replaceWithVoid();
    }

    private OffsetDateTime before(Duration age) {
        return OffsetDateTime.ofInstant(clock.instant().minus(age), ZoneOffset.UTC);
    }
}

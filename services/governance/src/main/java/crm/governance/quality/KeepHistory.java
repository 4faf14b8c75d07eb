package crm.governance.quality;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Keeps the figures of each day for 400 days, and resolved issues as long. Days are those of UTC. */
@ApplicationScoped
class KeepHistory {

    static final int DAYS = 400;
    private static final int AT_ONCE = 10_000;
    private static final String GONE = "delete from quality_day where day = $1 and not exists (select 1 from quality_record known where score is not null"
            + " and known.record_type = quality_day.record_type and coalesce(known.owner, '') = quality_day.owner and coalesce(known.team, '') = quality_day.team)";
    private static final String TODAY = "insert into quality_day as known select $1, record_type, coalesce(owner, ''), coalesce(team, ''), count(*), sum(score)"
            + " from quality_record where score is not null group by record_type, owner, team order by 2, 3, 4"
            + " on conflict (day, record_type, owner, team) do update set records = excluded.records, points = excluded.points"
            + " where (known.records, known.points) is distinct from (excluded.records, excluded.points)";

    private final Pool pool;
    private final Clock clock;

    KeepHistory(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(identity = "quality-history", every = "${crm.quality.history-every:10m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> keep() {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate oldest = today.minusDays(DAYS);
        return pool.withTransaction(connection -> connection.preparedQuery(TODAY).execute(Tuple.of(today))
                        .chain(() -> connection.preparedQuery(GONE).execute(Tuple.of(today))))
                .chain(() -> pool.preparedQuery("delete from quality_day where day < $1").execute(Tuple.of(oldest)))
                .chain(() -> pool.preparedQuery("delete from quality_issue where id in (select id from quality_issue where resolved_at < $1 limit " + AT_ONCE + ")")
                        .execute(Tuple.of(oldest.atStartOfDay().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }
}

package crm.opportunities.analytics;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Adds up the rows in which the database keeps the pipeline's figures, so that there are few to sum for who reads them. The
 * figures are the same before and after; several instances may do it at once, since each row is taken by one of them.
 */
@Singleton
class FigureLedger {

    private static final Logger LOG = Logger.getLogger(FigureLedger.class);
    private static final int MOST_LOOSE = 2_000;
    private static final String LOOSE = "select (select count(*) from opportunity_figure where not compact)"
            + " + (select count(*) from opportunity_intake where not compact) + (select count(*) from opportunity_begun_figure where not compact)";
    private static final String FIGURES = "with taken as (delete from opportunity_figure returning *) insert into opportunity_figure"
            + " select pipeline_id, stage_id, outcome, owner, team, forecast_category, currency, close_month, sum(deals), sum(amount), sum(amount_base),"
            + " sum(weighted_base), true from taken group by 1, 2, 3, 4, 5, 6, 7, 8"
            + " having sum(deals) <> 0 or sum(amount) <> 0 or sum(amount_base) <> 0 or sum(weighted_base) <> 0";
    private static final String INTAKE = "with taken as (delete from opportunity_intake returning *) insert into opportunity_intake"
            + " select outcome, furthest_position, owner, team, begun_week, sum(deals), sum(amount_base), true from taken group by 1, 2, 3, 4, 5"
            + " having sum(deals) <> 0 or sum(amount_base) <> 0";
    private static final String BEGUN = "with taken as (delete from opportunity_begun_figure returning *) insert into opportunity_begun_figure"
            + " select pipeline_id, begun_day, furthest_position, outcome, team, owned, currency, sum(deals), sum(priced), sum(amount), sum(amount_base), true"
            + " from taken group by 1, 2, 3, 4, 5, 6, 7 having sum(deals) <> 0 or sum(priced) <> 0 or sum(amount) <> 0 or sum(amount_base) <> 0";

    private final Pool pool;

    FigureLedger(Pool pool) {
        this.pool = pool;
    }

    @Scheduled(identity = "figure-ledger", every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return pool.query(LOOSE).execute()
                .chain(rows -> rows.iterator().next().getLong(0) > MOST_LOOSE ? addUp() : Uni.createFrom().voidItem())
                .onFailure().invoke(failure -> LOG.warnf("The pipeline's figures are added up later: %s", failure.getMessage()))
                .onFailure().recoverWithNull();
    }

    Uni<Void> addUp() {
        return pool.query(FIGURES).execute().chain(() -> pool.query(INTAKE).execute()).chain(() -> pool.query(BEGUN).execute()).replaceWithVoid();
    }
}

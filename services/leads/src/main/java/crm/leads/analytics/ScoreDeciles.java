package crm.leads.analytics;

import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * Whether the score holds what it says: the leads that are through, in ten equal parts by their score, the highest first,
 * with what the score promised and how many were converted.
 */
@Singleton
public class ScoreDeciles {

    private final Cohort cohort;
    private final Figures figures;
    private final Pool pool;

    ScoreDeciles(Cohort cohort, Figures figures, Pool pool) {
        this.cohort = cohort;
        this.figures = figures;
        this.pool = pool;
    }

    public Uni<byte[]> of(String from, String to, String filter, Me me) {
        Parameters parameters = new Parameters();
        String leads = cohort.sql("id, score, status", null, from, to, filter, me, parameters);
        String sql = "with cohort as (" + leads + "), ranked as (select score, status, ntile(10) over (order by score desc, id) as decile from cohort"
                + " where score is not null and status in ('CONVERTED', 'UNQUALIFIED', 'JUNK'))"
                + " select decile::text as grp, count(*), min(score), max(score), round(avg(score) / 100, 4), count(*) filter (where status = 'CONVERTED'),"
                + " round(count(*) filter (where status = 'CONVERTED')::numeric / count(*), 4) from ranked group by decile order by ranked.decile";
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> figures.write(rows, null, (json, row) -> {
            json.writeNumberField("decile", Integer.parseInt(row.getString(0)));
            String[] names = {"leads", "minScore", "maxScore", "promised", "converted", "conversion"};
            for (int i = 0; i < names.length; i++) {
                Figures.value(json, names[i], row.getValue(i + 1));
            }
        }));
    }
}

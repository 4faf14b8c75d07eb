package crm.leads.analytics;

import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * How far leads come: how many reached each step or a later one, the share of those of the step before, and the median
 * time from the step before that is known. Who skips a step reached it; the time is measured from the last one taken.
 */
@Singleton
public class Funnel {

    private static final List<String> STEPS = List.of("NEW", "ASSIGNED", "CONTACTED", "QUALIFIED", "CONVERTED");
    private static final List<String> ASIDE = List.of("NURTURING", "RECYCLED", "UNQUALIFIED", "JUNK");

    private final Cohort cohort;
    private final Figures figures;
    private final Pool pool;

    Funnel(Cohort cohort, Figures figures, Pool pool) {
        this.cohort = cohort;
        this.figures = figures;
        this.pool = pool;
    }

    public Uni<byte[]> of(String groupBy, String from, String to, String filter, Me me) {
        Parameters parameters = new Parameters();
        String leads = cohort.sql("id, status, created_at", groupBy, from, to, filter, me, parameters);
        StringBuilder reach = new StringBuilder("greatest(1, max(case to_status");
        StringBuilder moments = new StringBuilder();
        StringBuilder counts = new StringBuilder();
        for (int i = 1; i < STEPS.size(); i++) {
            reach.append(" when '").append(STEPS.get(i)).append("' then ").append(i + 1);
            moments.append(", min(at) filter (where to_status = '").append(STEPS.get(i)).append("') as t").append(i);
            StringBuilder before = new StringBuilder("coalesce(");
            for (int j = i - 1; j > 0; j--) {
                before.append("case when t").append(j).append(" <= t").append(i).append(" then t").append(j).append(" end, ");
            }
            before.append("created_at)");
            counts.append(", count(*) filter (where reach >= ").append(i + 1).append("), round((percentile_cont(0.5) within group (order by extract(epoch from t")
                    .append(i).append(" - ").append(before).append(")) filter (where t").append(i).append(" >= created_at))::numeric)");
        }
        ASIDE.forEach(status -> counts.append(", count(*) filter (where status = '").append(status).append("')"));
        String sql = "with cohort as (" + leads + "), way as (select cohort.id, cohort.grp, cohort.status, cohort.created_at, " + reach + " end)) as reach"
                + moments + " from cohort left join lead_status_change on lead_id = cohort.id group by 1, 2, 3, 4)"
                + " select grp, count(*)" + counts + " from way group by grp order by count(*) desc, grp limit " + (Cohort.MOST_GROUPS + 1);
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> figures.write(rows, groupBy, (json, row) -> {
            json.writeArrayFieldStart("steps");
            long before = 0;
            for (int i = 0; i < STEPS.size(); i++) {
                long reached = row.getLong(i == 0 ? 1 : 2 * i);
                json.writeStartObject();
                json.writeStringField("status", STEPS.get(i));
                json.writeNumberField("leads", reached);
                if (i > 0) {
                    json.writeNumberField("conversion", before == 0 ? 0 : Math.round(10_000.0 * reached / before) / 10_000.0);
                    Figures.value(json, "medianSeconds", row.getValue(2 * i + 1));
                }
                json.writeEndObject();
                before = reached;
            }
            json.writeEndArray();
            json.writeObjectFieldStart("nowAside");
            for (int i = 0; i < ASIDE.size(); i++) {
                json.writeNumberField(ASIDE.get(i), row.getLong(2 * STEPS.size() + i));
            }
            json.writeEndObject();
        }));
    }
}

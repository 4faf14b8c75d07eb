package crm.leads.analytics;

import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * How long leads wait for the first answer, by the clock, from coming in on; how many are answered within which time, and
 * how many within the limit that their rule set.
 */
@Singleton
public class ResponseTimes {

    private static final String[] NAMES = {"within5Minutes", "within1Hour", "within4Hours", "within1Day", "within3Days", "later"};
    private static final int[] SECONDS = {300, 3_600, 14_400, 86_400, 259_200};

    private final Cohort cohort;
    private final Figures figures;
    private final Pool pool;

    ResponseTimes(Cohort cohort, Figures figures, Pool pool) {
        this.cohort = cohort;
        this.figures = figures;
        this.pool = pool;
    }

    public Uni<byte[]> of(String groupBy, String from, String to, String filter, Me me) {
        Parameters parameters = new Parameters();
        String leads = cohort.sql("extract(epoch from first_responded_at - created_at) as waited, response_due_at as due, first_responded_at as answered,"
                + " response_overdue_at as overdue", groupBy, from, to, filter, me, parameters);
        StringBuilder buckets = new StringBuilder();
        int after = -1;
        for (int i = 0; i <= SECONDS.length; i++) {
            buckets.append(", count(*) filter (where waited > ").append(after).append(i < SECONDS.length ? " and waited <= " + SECONDS[i] : "").append(")");
            after = i < SECONDS.length ? SECONDS[i] : after;
        }
        String sql = "with cohort as (" + leads + ") select grp, count(*), count(waited), round((percentile_cont(0.5) within group (order by waited))::numeric),"
                + " round((percentile_cont(0.9) within group (order by waited))::numeric), count(*) filter (where due is not null),"
                + " count(*) filter (where answered <= due), count(*) filter (where answered > due),"
                + " count(*) filter (where overdue is not null and answered is null)" + buckets
                + " from cohort group by grp order by count(*) desc, grp limit " + (Cohort.MOST_GROUPS + 1);
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> figures.write(rows, groupBy, (json, row) -> {
            String[] names = {"leads", "answered", "medianSeconds", "p90Seconds", "withLimit", "inTime", "late", "overdue"};
            for (int i = 0; i < names.length; i++) {
                Figures.value(json, names[i], row.getValue(i + 1));
            }
            json.writeObjectFieldStart("distribution");
            for (int i = 0; i < NAMES.length; i++) {
                json.writeNumberField(NAMES[i], row.getLong(names.length + 1 + i));
            }
            json.writeEndObject();
        }));
    }
}

package crm.leads.scoring;

import crm.learning.Example;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The company's leads that are through, the newest, in two parts: what a model learns from and what it is tried on. A lead
 * is always in the same part, so that an older model has not learnt from what a newer one is tried on.
 */
record ClosedLeads(List<Example> training, List<Example> heldOut) {

    private static final int MOST = 20_000;
    private static final int PAGE = 2_000;
    private static final int ONE_IN = 5;

    static ClosedLeads read(Pool pool, List<String> fields) {
        List<Example> training = new ArrayList<>();
        List<Example> heldOut = new ArrayList<>();
        String sql = "select id, created_at, status = 'CONVERTED'" + LeadFeatures.columns(fields) + " from lead"
                + " where status in ('CONVERTED', 'UNQUALIFIED', 'JUNK') and archived_at is null and (created_at, id) < ($1, $2)"
                + " order by created_at desc, id desc limit " + PAGE;
        OffsetDateTime before = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        UUID beforeId = new UUID(-1, -1);
        RowSet<Row> page;
        do {
            page = Speakers.rows(pool, sql, Tuple.of(before, beforeId));
            for (Row row : page) {
                beforeId = row.getUUID(0);
                before = row.getOffsetDateTime(1);
                Example example = new Example(LeadFeatures.values(row, fields, 3), row.getBoolean(2));
                (Math.floorMod(beforeId.hashCode(), ONE_IN) == 0 ? heldOut : training).add(example);
            }
        } while (page.size() == PAGE && training.size() + heldOut.size() < MOST);
        return new ClosedLeads(training, heldOut);
    }

    int size() {
        return training.size() + heldOut.size();
    }

    static long converted(List<Example> examples) {
        return examples.stream().filter(Example::success).count();
    }
}

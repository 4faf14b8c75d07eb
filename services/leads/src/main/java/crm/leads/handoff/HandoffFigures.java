package crm.leads.handoff;

import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.RecordJson;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.Map;

/** How sales answers to what marketing offers: how much of it is accepted, how fast, and why not. */
@Singleton
public class HandoffFigures {

    private static final int MAX_GROUPS = 200;
    private static final int MAX_REASONS = 10;
    private static final Map<String, String> GROUPS = Map.of("leadSource", "lead_source", "campaignId", "campaign_id", "offeredBy",
            "offered_by", "team", "team", "decidedBy", "decided_by");

    private final Pool pool;
    private final RecordQueries queries;
    private final RecordJson recordJson;
    private final Handoffs handoffs;

    HandoffFigures(Pool pool, RecordQueries queries, RecordJson recordJson, Handoffs handoffs) {
        this.pool = pool;
        this.queries = queries;
        this.recordJson = recordJson;
        this.handoffs = handoffs;
    }

    /**
     * One group for each value of a field, the largest first and 200 at most; one group of all where none is named.
     * The rate is that of the decided ones, the median counts the seconds from the offer to the decision by the clock.
     */
    public Uni<byte[]> of(String groupBy, String filter, String q, Me me) {
        String column = groupBy == null || groupBy.isBlank() ? null : GROUPS.get(groupBy);
        if (column == null && groupBy != null && !groupBy.isBlank()) {
            String detail = "Handoffs are grouped by one of " + GROUPS.keySet().stream().sorted().toList() + ".";
            throw Problem.malformed(detail, new FieldError("groupBy", detail));
        }
        Parameters parameters = new Parameters();
        String where = queries.condition(handoffs.type(), filter, q, me, parameters);
        String sql = "with h as (select " + (column == null ? "''" : column + "::text") + " as grp, state, created_at, decided_at, rejection_reason"
                + " from handoff where " + where + "), reasons as (select grp, jsonb_agg(jsonb_build_object('reason', reason, 'count', n)"
                + " order by n desc, reason) filter (where place <= " + MAX_REASONS + ")::text as list from (select grp, min(rejection_reason) as reason,"
                + " count(*) as n, row_number() over (partition by grp order by count(*) desc, lower(rejection_reason)) as place from h"
                + " where state = 'REJECTED' group by grp, lower(rejection_reason)) as counted group by grp)"
                + " select h.grp, count(*), count(*) filter (where state = 'OFFERED'), count(*) filter (where state = 'ACCEPTED'),"
                + " count(*) filter (where state = 'REJECTED'), count(*) filter (where state = 'WITHDRAWN'),"
                + " round(count(*) filter (where state = 'ACCEPTED')::numeric / nullif(count(*) filter (where state in ('ACCEPTED', 'REJECTED')), 0), 4),"
                + " round((percentile_cont(0.5) within group (order by extract(epoch from decided_at - created_at))"
                + " filter (where state in ('ACCEPTED', 'REJECTED')))::numeric),"
                + " coalesce(max(reasons.list), '[]') from h left join reasons on reasons.grp is not distinct from h.grp"
                + " group by h.grp order by count(*) desc, h.grp limit " + (MAX_GROUPS + 1);
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> recordJson.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            int written = 0;
            for (Row row : rows) {
                if (written++ == MAX_GROUPS) {
                    break;
                }
                json.writeStartObject();
                if (column != null && row.getString(0) != null) {
                    json.writeStringField(groupBy, row.getString(0));
                }
                String[] names = {"offered", "open", "accepted", "rejected", "withdrawn", "acceptanceRate", "medianSecondsToDecision"};
                for (int i = 0; i < names.length; i++) {
                    if (row.getValue(i + 1) != null) {
                        json.writeFieldName(names[i]);
                        RecordJson.simple(json, row.getValue(i + 1));
                    }
                }
                json.writeFieldName("reasons");
                json.writeRawValue(row.getString(8));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", written > MAX_GROUPS);
            json.writeEndObject();
        }));
    }
}

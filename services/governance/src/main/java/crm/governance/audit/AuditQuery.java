package crm.governance.audit;

import crm.chassis.sql.Parameters;
import crm.governance.reading.PageMark;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** What the audit is asked for; null means any. */
record AuditQuery(String recordType, UUID recordId, String actor, String type, Instant from, Instant to, int limit, PageMark<Long> after) {

    private static final String ORDER = " order by at desc, position desc limit ";

    /** The statement of one entry more than the page has. */
    String sql(Parameters parameters) {
        StringBuilder sql = new StringBuilder("select ").append(AuditEntry.COLUMNS).append(", hash from audit_entry where true");
        equal(sql, "record_type", recordType, parameters);
        equal(sql, "record_id", recordId, parameters);
        equal(sql, "type", type, parameters);
        if (actor != null) {
            String login = parameters.add(actor);
            sql.append(" and (actor = ").append(login).append(" or on_behalf_of = ").append(login).append(')');
        }
        if (from != null) {
            sql.append(" and at >= ").append(parameters.add(from.atOffset(ZoneOffset.UTC)));
        }
        if (to != null) {
            sql.append(" and at < ").append(parameters.add(to.atOffset(ZoneOffset.UTC)));
        }
        if (after != null) {
            sql.append(" and (at, position) < (").append(parameters.add(after.at().atOffset(ZoneOffset.UTC))).append(", ")
                    .append(parameters.add(after.last())).append(')');
        }
        return sql.append(ORDER).append(limit + 1).toString();
    }

    private static void equal(StringBuilder sql, String column, Object value, Parameters parameters) {
        if (value != null) {
            sql.append(" and ").append(column).append(" = ").append(parameters.add(value));
        }
    }
}

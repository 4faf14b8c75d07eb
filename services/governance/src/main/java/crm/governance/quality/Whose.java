package crm.governance.quality;

import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import crm.governance.reading.Asked;
import crm.governance.record.ReadRights;
import java.util.UUID;

/** The records that somebody asks for; null means any. They stand in the query as {@code known}. */
record Whose(String recordType, UUID recordId, String owner, String team) {

    static Whose of(String recordType, String recordId, String owner, String team, Me me) {
        String login = Asked.text(owner);
        return new Whose(Asked.text(recordType), Asked.id("recordId", recordId), "me".equals(login) ? me.login() : login, Asked.text(team));
    }

    /** The condition that they are these and the caller's to read. */
    String condition(Me me, ReadRights rights, Parameters parameters) {
        StringBuilder sql = new StringBuilder(rights.condition(me, "known.record_type", parameters));
        append(sql, "record_type", recordType, parameters);
        append(sql, "record_id", recordId, parameters);
        append(sql, "owner", owner, parameters);
        append(sql, "team", team, parameters);
        return sql.toString();
    }

    private static void append(StringBuilder sql, String column, Object value, Parameters parameters) {
        if (value != null) {
            sql.append(" and known.").append(column).append(" = ").append(parameters.add(value));
        }
    }
}

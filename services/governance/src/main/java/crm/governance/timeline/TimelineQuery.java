package crm.governance.timeline;

import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import crm.governance.reading.PageMark;
import crm.governance.record.Oversight;
import crm.governance.record.ReadRights;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the timeline is asked for: of whom, when, and what; null or empty means any. */
record TimelineQuery(String recordType, UUID recordId, List<String> kinds, Instant from, Instant to, int limit, PageMark<UUID> after) {

    static final String COLUMNS = "entry.event_id, entry.at, entry.kind, entry.title, entry.detail, entry.service, entry.actor, entry.on_behalf_of,"
            + " entry.record_type, entry.record_id";

    /** The record itself and all that is known to belong to it; a lead's story goes on in the account that it became. */
    private static final Map<String, String> SUBJECTS = Map.of(
            "account", "select 'account', %1$s union select record_type, record_id from known_record where account_id = %1$s",
            "contact", "select 'contact', %1$s union select record_type, record_id from known_record where contact_id = %1$s and record_type in ('lead', 'opportunity', 'case')",
            "lead", "select 'lead', %1$s union select record_type, record_id from known_record where lead_id = %1$s and record_type = 'case'"
                    + " union select 'account', account_id from known_record where record_type = 'lead' and record_id = %1$s and account_id is not null"
                    + " union select other.record_type, other.record_id from known_record one join known_record other on other.account_id = one.account_id"
                    + " where one.record_type = 'lead' and one.record_id = %1$s");

    private static final Set<String> INTERNAL_READERS = Set.of("support-agent", "support-manager", "success-manager");

    /**
     * The statement of one entry more than the page has. Of each record the newest entries are read from the index, so
     * the cost grows with the number of records and the length of the page, not with that of the story.
     */
    String sql(Me me, ReadRights rights, Parameters parameters) {
        String id = parameters.add(recordId);
        String order = " order by at desc, event_id desc limit " + (limit + 1);
        String newest = "select about.at, about.event_id from timeline_about about join timeline_entry entry on entry.event_id = about.event_id"
                + " left join known_record known on known.record_type = entry.guarded_by_type and known.record_id = entry.guarded_by_id"
                + " where about.record_type = subject.record_type and about.record_id = subject.record_id" + conditions(me, rights, parameters)
                + " order by about.at desc, about.event_id desc limit " + (limit + 1);
        return "with subject (record_type, record_id) as (" + SUBJECTS.get(recordType).formatted(id + "::uuid") + "),"
                + " page as (select distinct newest.at, newest.event_id from subject cross join lateral (" + newest + ") newest" + order + ")"
                + " select " + COLUMNS + " from page join timeline_entry entry on entry.event_id = page.event_id"
                + " order by entry.at desc, entry.event_id desc";
    }

    private String conditions(Me me, ReadRights rights, Parameters parameters) {
        StringBuilder sql = new StringBuilder();
        if (after != null) {
            sql.append(" and (about.at, about.event_id) < (").append(parameters.add(after.at().atOffset(ZoneOffset.UTC))).append(", ")
                    .append(parameters.add(after.last())).append(')');
        }
        if (from != null) {
            sql.append(" and about.at >= ").append(parameters.add(from.atOffset(ZoneOffset.UTC)));
        }
        if (to != null) {
            sql.append(" and about.at < ").append(parameters.add(to.atOffset(ZoneOffset.UTC)));
        }
        if (!kinds.isEmpty()) {
            sql.append(" and entry.kind = any(").append(parameters.add(kinds.toArray(String[]::new))).append(')');
        }
        if (!Oversight.has(me) && me.roles().stream().noneMatch(INTERNAL_READERS::contains)) {
            sql.append(" and not entry.internal");
        }
        return sql.append(" and ").append(rights.condition(me, "entry.guarded_by_type", parameters))
                .append(" and (entry.also_reads is null or entry.also_reads = any(")
                .append(parameters.add(rights.readable(me).toArray(String[]::new))).append("))")
                .toString();
    }
}

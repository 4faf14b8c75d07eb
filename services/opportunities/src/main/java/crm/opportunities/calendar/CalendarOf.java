package crm.opportunities.calendar;

import crm.opportunities.activity.Occurrences;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * What a person has to do and had to do, as a calendar that other programs show: 90 days back and a year ahead. Everything
 * is an event, since most programs leave the tasks of a feed out; what is only due takes no time. All moments are in UTC,
 * and what comes again is written out, so no program has to know a time zone or read a rule as we do.
 */
@Singleton
class CalendarOf {

    private static final Duration BACK = Duration.ofDays(90);
    private static final Duration AHEAD = Duration.ofDays(366);
    private static final int MOST = 2_000;
    private static final int MOST_OF_A_SERIES = 60;
    private static final String SQL = "select id, version, type, status, subject, description, starts_at, due_at, duration_minutes, updated_at, recurrence, time_zone,"
            + " series_start, occurrence_at from activity where owner = $1 and archived_at is null and status <> 'CANCELLED'"
            + " and coalesce(starts_at, due_at) between $2 and $3 order by coalesce(starts_at, due_at) desc, id limit " + MOST;

    private final Pool pool;
    private final Clock clock;

    CalendarOf(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<String> person(String login) {
        Instant now = clock.instant();
        return pool.preparedQuery(SQL).execute(Tuple.of(login, now.minus(BACK).atOffset(ZoneOffset.UTC), now.plus(AHEAD).atOffset(ZoneOffset.UTC))).map(rows -> {
            CalendarText text = new CalendarText().line("BEGIN", "VCALENDAR").line("VERSION", "2.0").line("PRODID", "-//Tessera CRM//Activities//EN")
                    .line("CALSCALE", "GREGORIAN").line("METHOD", "PUBLISH").words("X-WR-CALNAME", "Tessera CRM: " + login)
                    .line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H").line("X-PUBLISHED-TTL", "PT1H");
            rows.forEach(row -> events(text, row, now));
            return text.line("END", "VCALENDAR").toString();
        });
    }

    private static void events(CalendarText text, Row row, Instant now) {
        UUID id = row.getUUID("id");
        Instant begins = instant(row, "starts_at") == null ? instant(row, "due_at") : instant(row, "starts_at");
        event(text, row, id.toString(), begins, now);
        if (row.getString("recurrence") != null && row.getString("status").equals("OPEN")) {
            Occurrences.of(row.getString("recurrence"), row.getString("time_zone"), instant(row, "series_start"), instant(row, "occurrence_at"), now.plus(AHEAD), MOST_OF_A_SERIES)
                    .forEach(moment -> event(text, row, id + "-" + CalendarText.stamp(moment), moment, now));
        }
    }

    private static void event(CalendarText text, Row row, String uid, Instant begins, Instant now) {
        boolean takesTime = row.getLong("duration_minutes") != null && instant(row, "starts_at") != null;
        boolean meeting = row.getString("type").equals("MEETING");
        String done = row.getString("status").equals("COMPLETED") ? "Done: " : "";
        String type = row.getString("type").charAt(0) + row.getString("type").substring(1).toLowerCase(java.util.Locale.ROOT);
        text.line("BEGIN", "VEVENT").line("UID", uid + "@tessera-crm").moment("DTSTAMP", now).moment("DTSTART", begins)
                .moment("DTEND", takesTime ? begins.plus(Duration.ofMinutes(row.getLong("duration_minutes"))) : null)
                .words("SUMMARY", done + (meeting ? "" : type + ": ") + row.getString("subject")).words("DESCRIPTION", row.getString("description"))
                .moment("LAST-MODIFIED", instant(row, "updated_at")).line("SEQUENCE", row.getLong("version").toString())
                .line("TRANSP", meeting ? "OPAQUE" : "TRANSPARENT").line("CATEGORIES", row.getString("type")).line("END", "VEVENT");
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime moment = row.getOffsetDateTime(column);
        return moment == null ? null : moment.toInstant();
    }
}

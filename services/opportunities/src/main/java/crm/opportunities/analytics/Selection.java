package crm.opportunities.analytics;

import java.time.LocalDate;

/**
 * The opportunities that figures are about, told to the database and to people.
 *
 * @param condition in SQL
 * @param rsql the filter that lists the same records
 * @param from first day
 * @param until the day after the last one
 */
record Selection(String condition, String rsql, LocalDate from, LocalDate until) {

    /** The filter that lists a part of them. */
    String and(String part) {
        return part.isEmpty() ? rsql : rsql + ";" + part;
    }

    /** A text as a value of a filter. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}

package crm.opportunities.quick;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A piece of a sentence that says when or how long; exactly one of the members after the place is there.
 *
 * @param dates days it may mean
 * @param times times of the day it may mean
 * @param until with a time: when it ends
 * @param moment the very moment it means
 * @param minutes how long something takes
 * @param rule with days: by which RRULE it comes again
 */
record Found(int start, int end, String words, Dates dates, List<LocalTime> times, LocalTime until, ZonedDateTime moment, Long minutes, String rule) {

    static Found day(int start, int end, String words, Dates dates) {
        return new Found(start, end, words, dates, null, null, null, null, null);
    }

    static Found again(int start, int end, String words, Dates first, String rule) {
        return new Found(start, end, words, first, null, null, null, null, rule);
    }

    static Found time(int start, int end, String words, List<LocalTime> times, LocalTime until) {
        return new Found(start, end, words, null, times, until, null, null, null);
    }

    static Found moment(int start, int end, String words, ZonedDateTime moment) {
        return new Found(start, end, words, null, null, null, moment, null, null);
    }

    static Found length(int start, int end, String words, long minutes) {
        return new Found(start, end, words, null, null, null, null, minutes, null);
    }

    boolean overlaps(int from, int to) {
        return start < to && from < end;
    }
}

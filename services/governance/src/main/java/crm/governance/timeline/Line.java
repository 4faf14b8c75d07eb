package crm.governance.timeline;

import java.util.List;
import java.util.UUID;

/**
 * What the timeline says of an event.
 *
 * @param title  what happened, in a few words
 * @param detail more about it; null for nothing
 */
record Line(String title, String detail) {

    /** A record that an entry tells about. */
    record About(String type, UUID id) {}

    /** Who may see an entry: who reads this record and works with records of {@code alsoReads}; null for no more. */
    record Guard(String type, UUID id, String alsoReads, boolean internal) {}

    /** A line with the records that it is found under. */
    record Entry(Line line, Guard guard, List<About> about) {}
}

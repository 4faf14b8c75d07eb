package crm.chassis.imports;

import java.util.Collection;

/** How many rows came to which outcome. */
record Tally(long processed, long created, long updated, long unchanged, long duplicates, long failed) {

    static Tally of(Collection<RowResult> rows) {
        long[] counts = new long[Outcome.values().length];
        rows.forEach(row -> counts[row.outcome().ordinal()]++);
        return new Tally(rows.size(), counts[Outcome.CREATED.ordinal()], counts[Outcome.UPDATED.ordinal()],
                counts[Outcome.UNCHANGED.ordinal()], counts[Outcome.DUPLICATE.ordinal()], counts[Outcome.FAILED.ordinal()]);
    }
}

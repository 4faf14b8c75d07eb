package crm.cases.support;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a case stands, and where it may go from there. */
public enum CaseStatus {
    NEW,
    /** Somebody answers for it. */
    ASSIGNED,
    IN_PROGRESS,
    /** Nothing can be done before the customer answers; where the policy says so, the clock is stopped. */
    PENDING_CUSTOMER,
    /** Somebody else of ours has to do something first. */
    PENDING_INTERNAL,
    RESOLVED,
    /** Nothing more is expected. */
    CLOSED,
    /** Not for us to solve. */
    REJECTED,
    /** The case that {@code parentId} names is about the same. */
    DUPLICATE;

    private static final Set<CaseStatus> OUT_OF_WORK = EnumSet.of(RESOLVED, REJECTED, DUPLICATE);

    private static final Map<CaseStatus, Set<CaseStatus>> NEXT = new EnumMap<>(Map.of(
            NEW, from(OUT_OF_WORK, ASSIGNED, IN_PROGRESS, PENDING_CUSTOMER, PENDING_INTERNAL),
            ASSIGNED, from(OUT_OF_WORK, NEW, IN_PROGRESS, PENDING_CUSTOMER, PENDING_INTERNAL),
            IN_PROGRESS, from(OUT_OF_WORK, ASSIGNED, PENDING_CUSTOMER, PENDING_INTERNAL),
            PENDING_CUSTOMER, from(OUT_OF_WORK, IN_PROGRESS, PENDING_INTERNAL),
            PENDING_INTERNAL, from(OUT_OF_WORK, IN_PROGRESS, PENDING_CUSTOMER),
            RESOLVED, EnumSet.of(CLOSED, IN_PROGRESS),
            CLOSED, EnumSet.of(IN_PROGRESS),
            REJECTED, EnumSet.of(CLOSED, IN_PROGRESS),
            DUPLICATE, EnumSet.of(CLOSED, IN_PROGRESS)));

    private static Set<CaseStatus> from(Set<CaseStatus> ends, CaseStatus... others) {
        EnumSet<CaseStatus> next = EnumSet.copyOf(ends);
        next.addAll(Set.of(others));
        return next;
    }

    /** The states that a case may go to from this one, in the order of their declaration. */
    public Set<CaseStatus> next() {
        return NEXT.get(this);
    }

    public boolean mayBecome(CaseStatus other) {
        return next().contains(other);
    }

    /** Whether nobody works on it any more. */
    public boolean isOver() {
        return this == RESOLVED || this == CLOSED || this == REJECTED || this == DUPLICATE;
    }

    /** The act that leads from one state to another, as its path says it; null where people write the status themselves. */
    public static String act(CaseStatus from, CaseStatus to) {
        if (from.isOver() && !to.isOver()) {
            return "reopening";
        }
        return to == RESOLVED ? "resolution" : to == CLOSED ? "closure" : null;
    }
}

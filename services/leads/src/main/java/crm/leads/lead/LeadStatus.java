package crm.leads.lead;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a lead stands on its way, and where it may go from there. */
public enum LeadStatus {
    NEW,
    /** Somebody or a team answers for it. */
    ASSIGNED,
    CONTACTED,
    /** Interested, but not now. */
    NURTURING,
    /** Worth selling to. */
    QUALIFIED,
    /** Became account, contact and opportunity; final. */
    CONVERTED,
    /** Back in the pool for another try. */
    RECYCLED,
    /** Not worth working on. */
    UNQUALIFIED,
    /** Never was a person or company that could buy. */
    JUNK;

    private static final Map<LeadStatus, Set<LeadStatus>> NEXT = new EnumMap<>(Map.of(
            NEW, EnumSet.of(ASSIGNED, CONTACTED, NURTURING, QUALIFIED, UNQUALIFIED, JUNK),
            ASSIGNED, EnumSet.of(CONTACTED, NURTURING, QUALIFIED, RECYCLED, UNQUALIFIED, JUNK),
            CONTACTED, EnumSet.of(NURTURING, QUALIFIED, RECYCLED, UNQUALIFIED, JUNK),
            NURTURING, EnumSet.of(NEW, ASSIGNED, CONTACTED, QUALIFIED, RECYCLED, UNQUALIFIED, JUNK),
            QUALIFIED, EnumSet.of(NURTURING, CONVERTED, RECYCLED, UNQUALIFIED, JUNK),
            RECYCLED, EnumSet.of(ASSIGNED, CONTACTED, NURTURING, QUALIFIED, UNQUALIFIED, JUNK),
            UNQUALIFIED, EnumSet.of(RECYCLED),
            JUNK, EnumSet.of(RECYCLED),
            CONVERTED, EnumSet.noneOf(LeadStatus.class)));

    /** A lead that somebody enters by hand may already be at work, but not judged. */
    private static final Set<LeadStatus> FIRST = EnumSet.of(NEW, ASSIGNED, CONTACTED, NURTURING);

    /** Reached by an act of the business with rules of its own, never by writing the field. */
    private static final Map<LeadStatus, String> ACTS = Map.of(
            QUALIFIED, "qualification",
            CONVERTED, "conversion",
            UNQUALIFIED, "disqualification",
            JUNK, "disqualification");

    /** The states that a lead may go to from this one. */
    public Set<LeadStatus> next() {
        return NEXT.get(this);
    }

    public boolean mayBecome(LeadStatus other) {
        return next().contains(other);
    }

    public boolean mayBeFirst() {
        return FIRST.contains(this);
    }

    /** The act that leads here, as its path says it; null where people write the status themselves. */
    public String act() {
        return ACTS.get(this);
    }

    /** Whether nobody works on it any more. */
    public boolean isOver() {
        return this == CONVERTED || isDisqualified();
    }

    public boolean isDisqualified() {
        return this == UNQUALIFIED || this == JUNK;
    }
}

package crm.chassis.access;

/** How far a right reaches; each scope contains the ones before it. */
public enum Scope {
    NONE,
    /** What I own, and what nobody owns that is in my team or in none. */
    OWN,
    /** What my teams and the teams below them own as well. */
    TEAM,
    ALL;

    public boolean reaches(Scope other) {
        return compareTo(other) >= 0;
    }
}

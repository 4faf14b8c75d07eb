package crm.opportunities.commitment;

/** What became of a promise. */
public enum CommitmentStatus {
    OPEN,
    KEPT,
    BROKEN,
    /** The deal that it was to win was lost. */
    LAPSED
}

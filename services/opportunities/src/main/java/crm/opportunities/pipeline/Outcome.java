package crm.opportunities.pipeline;

/** What a stage means for a deal that stands in it. */
public enum Outcome {
    OPEN,
    WON,
    LOST
}

package crm.opportunities.pipeline;

/** How sure the company is that an opportunity's amount will come in. */
public enum ForecastCategory {
    PIPELINE,
    BEST_CASE,
    MOST_LIKELY,
    COMMIT,
    CLOSED,
    OMITTED
}

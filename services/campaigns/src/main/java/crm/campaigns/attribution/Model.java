package crm.campaigns.attribution;

/** To which touches of a deal its value is credited. */
public enum Model {
    /** All of it to the first touch. */
    FIRST("position = 1", null),
    /** All of it to the last touch before the deal began. */
    LAST("position = touches", null),
    /** To each touch the same part; what cannot be divided goes, one ten-thousandth each, to the earliest touches. */
    LINEAR("true", null),
    /** Two fifths each to the first and the last touch, one fifth between all others; of two touches half to each. */
    U_SHAPED("true", "case when touches > 2 and position in (1, touches) then 2 * (touches - 2) else 1 end"),
    /** To a touch half as much as to one seven days later; to none less than a millionth of what the last one has. */
    TIME_DECAY("true", "greatest(1, round(1e6::float8 * power(2::float8, -least(20, extract(epoch from"
            + " max(occurred_at) over (partition by id) - occurred_at) / 604800)::float8)))");

    private static final String WEIGHED = """
            , weighed as (
                select valued.*, sum(weight) over (partition by id order by position) as up_to_here, sum(weight) over (partition by id) as all_weights
                from (select credited.*, (%s)::numeric as weight from credited) valued)""";

    private final String credited;
    private final String weight;

    Model(String credited, String weight) {
        this.credited = credited;
        this.weight = weight;
    }

    /** Condition of SQL over the touches of a deal: which of them are credited. */
    String credited() {
        return credited;
    }

    /** The table of all touches of the deals that {@link #part} is asked of. */
    String touches() {
        return weight == null ? "credited" : "weighed";
    }

    /** Defines {@link #touches} after the table {@code credited}; nothing where that is it. */
    String withTouches() {
        return weight == null ? "" : WEIGHED.formatted(weight);
    }

    /** A whole number of units divided between the credited touches, as SQL. The parts add up to it exactly. */
    String part(String units) {
        if (weight != null) {
            return "(trunc(" + units + " * up_to_here / all_weights) - trunc(" + units + " * (up_to_here - weight) / all_weights))";
        }
        if (this != LINEAR) {
            return units;
        }
        String left = "(" + units + " - trunc(" + units + " / touches) * touches)";
        return "(trunc(" + units + " / touches) + sign(" + left + ") * (position <= abs(" + left + "))::int)";
    }
}

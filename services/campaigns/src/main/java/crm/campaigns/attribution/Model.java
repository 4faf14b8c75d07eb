package crm.campaigns.attribution;

/** To which touch of a deal its value is credited. */
public enum Model {
    /** All of it to the first touch. */
    FIRST("position = 1"),
    /** All of it to the last touch before the deal began. */
    LAST("position = touches"),
    /** To each touch the same part; what cannot be divided goes, one ten-thousandth each, to the earliest touches. */
    LINEAR("true");

    private final String credited;

    Model(String credited) {
        this.credited = credited;
    }

    /** Condition of SQL over the touches of a deal: which of them are credited. */
    String credited() {
        return credited;
    }

    /** A whole number of units divided between the credited touches, as SQL. The parts add up to it exactly. */
    String part(String units) {
        if (this != LINEAR) {
            return units;
        }
        String left = "(" + units + " - trunc(" + units + " / touches) * touches)";
        return "(trunc(" + units + " / touches) + sign(" + left + ") * (position <= abs(" + left + "))::int)";
    }
}

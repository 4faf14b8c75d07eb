package crm.chassis.record;

/** The kinds of values that a field of a record can have. */
public enum FieldType {
    /** One line or several lines of text. */
    TEXT,
    /** A whole number of at most 18 digits. */
    INTEGER,
    /** A decimal number with at most 4 decimals; an amount of money stands beside its currency. */
    DECIMAL,
    BOOLEAN,
    /** A calendar date, {@code YYYY-MM-DD}. */
    DATE,
    /** A moment, RFC 3339 in UTC. */
    INSTANT,
    /** One of a fixed set of names in upper snake case. */
    ENUM,
    /** The id of another record. */
    REFERENCE,
    /** A list of short texts. */
    TEXTS,
    /** A list of links to records of several kinds, shown as {@code [{"type":…,"id":…}]}; see {@link Links}. */
    LINKS,
    /** A JSON object with described parts, addressed as {@code address.city}. */
    OBJECT,
    /** The fields that a company added itself, addressed as {@code customFields.name}. */
    CUSTOM,
    /** Any JSON value that the service itself writes. */
    JSON;

    /** Whether a column holds several values in an array. */
    public boolean listed() {
        return this == TEXTS || this == LINKS;
    }

    /** Whether values of this type have an order, so that {@code =lt=} and its relatives make sense. */
    public boolean ordered() {
        return this == INTEGER || this == DECIMAL || this == DATE || this == INSTANT;
    }
}

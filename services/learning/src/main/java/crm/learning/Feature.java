package crm.learning;

/**
 * What a model may look at.
 *
 * @param name under which examples hold its value
 * @param label how people call it
 */
public record Feature(String name, String label, Kind kind) {

    public enum Kind {
        /** One of some values; rare and unseen ones count as one. */
        CATEGORY,
        /** A number, counted by its magnitude. */
        NUMBER
    }

    public static Feature category(String name) {
        return new Feature(name, name, Kind.CATEGORY);
    }

    public static Feature number(String name) {
        return new Feature(name, name, Kind.NUMBER);
    }
}

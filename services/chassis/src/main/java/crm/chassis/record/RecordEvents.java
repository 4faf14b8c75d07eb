package crm.chassis.record;

/**
 * Types of the events that tell other services about a record; null where the contract has none, in which case the
 * change travels as {@code changed}.
 */
public record RecordEvents(String created, String changed, String archived) {

    /** A record that has no events of its own; {@code record-changed} tells of it. */
    public static final RecordEvents NONE = new RecordEvents(null, null, null);

    public String archivedOrChanged() {
        return archived == null ? changed : archived;
    }
}

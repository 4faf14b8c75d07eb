package crm.local.rabbitmq;

/** What a broker user may configure, write to and read from, as patterns of names. */
public record Permission(String configure, String write, String read) {

    /** May do anything in a virtual host. */
    public static final Permission EVERYTHING = new Permission(".*", ".*", ".*");

    /** A service declares nothing, publishes to the three exchanges, and reads its own queues only. */
    public static Permission ofService(String service) {
        return new Permission("^$", "^crm\\.(events|retry|dead)$", "^" + service + "\\..*$");
    }

    /** The gateway reads its stream and does nothing else. */
    public static Permission ofGateway() {
        return new Permission("^$", "^$", "^gateway\\.stream$");
    }
}

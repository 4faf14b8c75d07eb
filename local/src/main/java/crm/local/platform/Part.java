package crm.local.platform;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One piece of the platform: a server, a service, the gateway. */
public interface Part {

    /** Short name used in commands, logs and pid records. */
    String name();

    /** What it listens on. */
    List<Port> ports();

    /** Parts that must be ready before this one starts. */
    default List<String> after() {
        return List.of();
    }

    /** Downloads and unpacks what is missing; may be called again at any time. */
    default void prepare(Consumer<String> progress) throws Exception {
    }

    /** Starts it and returns at once. */
    Running launch() throws Exception;

    /** Asks it; false or an exception means not yet. */
    boolean ready() throws Exception;

    /** Work to do each time that it has become ready and before others rely on it. */
    default void settle() throws Exception {
    }

    /** Where people find it; empty when there is nothing to see. */
    default String address() {
        return "";
    }

    /** How long it may take from launch to ready. */
    default Duration patience() {
        return Duration.ofSeconds(180);
    }
}

package crm.local.platform;

/** A part that has been launched. */
public interface Running {

    boolean alive();

    /** Stops it in order, by force when it does not obey in time; returns when it is gone. */
    void stop();

    /** The process to name in the status, or 0 when it lives in the launcher itself. */
    long pid();
}

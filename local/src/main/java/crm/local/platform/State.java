package crm.local.platform;

/** Where a part stands. */
public enum State {
    WAITING, PREPARING, STARTING, READY, RESTARTING, STOPPED, FAILED
}

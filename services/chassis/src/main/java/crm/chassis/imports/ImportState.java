package crm.chassis.imports;

/** How far an import is. */
public enum ImportState {
    QUEUED,
    RUNNING,
    COMPLETED,
    /** Stopped for a reason that lies with the system; the rows up to its position are in. */
    FAILED,
    REVERSING,
    REVERSED
}

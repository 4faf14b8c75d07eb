package crm.chassis.imports;

/** The service goes down; the job is continued by whoever claims it next. */
final class WorkerStopped extends RuntimeException {

    private static final long serialVersionUID = 1;

    WorkerStopped() {
        super("the worker stops", null, false, false);
    }
}

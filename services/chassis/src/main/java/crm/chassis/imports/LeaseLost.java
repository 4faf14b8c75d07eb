package crm.chassis.imports;

/** Another worker has the job now; this one stops without a trace. */
final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    LeaseLost() {
        super("another worker has this import", null, false, false);
    }
}

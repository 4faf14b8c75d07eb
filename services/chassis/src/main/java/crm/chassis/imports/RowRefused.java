package crm.chassis.imports;

/** A row of the file that cannot become a record; the message is the reason in the error file. */
final class RowRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    RowRefused(String reason) {
        super(reason, null, false, false);
    }
}

package crm.chassis.imports;

/** What became of a row. */
enum Outcome {
    /** A new record. */
    CREATED,
    /** A record that was there and matched is different now. */
    UPDATED,
    /** A record that was there and matched said the same already. */
    UNCHANGED,
    /** The file spoke of the same record before; this row was added to it. */
    DUPLICATE,
    /** Nothing; the error file says why. */
    FAILED
}

package crm.chassis.imports;

import crm.chassis.record.Field;
import crm.chassis.record.RecordType;

/**
 * A reference that the file names by a value of the record it points to.
 *
 * @param type type of that record
 * @param by its field that the file has the value of
 */
record Lookup(RecordType<?> type, Field by) {}

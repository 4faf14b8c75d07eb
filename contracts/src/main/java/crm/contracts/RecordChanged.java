package crm.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A record of a kind that has no events of its own was created, changed or archived. It is told for those who keep up
 * with every change, as the audit does, and again, without changes, where copies are rebuilt.
 *
 * @param recordType singular name of the record, for example leadForm
 * @param action     CREATED, CHANGED or ARCHIVED; a restored record is CHANGED
 * @param record     the record as the API of its owner shows it to somebody who may see all of it
 * @param changes    the fields that differ from the version before; empty on creation, and then absent in JSON
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecordChanged(String recordType, String action, ObjectNode record, List<FieldChange> changes) {

    public RecordChanged {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }
}

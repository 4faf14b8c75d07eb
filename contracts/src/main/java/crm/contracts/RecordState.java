package crm.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Payload of every event that carries a record's whole state (captured, created, changed, archived).
 *
 * <p>Every accepted change of a record publishes exactly one of these, besides the business events that tell what it
 * meant, so a replica follows these alone: it stores {@code record} and never needs {@code changes} to know the present
 * state.
 *
 * @param record  the record as the API of its owner shows it to somebody who may see all of it; a field without value
 *                is absent. Its schema is {@code schemas/records/<record>.json}
 * @param changes the fields that differ from the version before, in no particular order; empty on creation, and then
 *                absent in JSON. {@code version}, {@code updatedAt} and {@code updatedBy} change every time and are left
 *                out
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecordState(ObjectNode record, List<FieldChange> changes) {

    public RecordState {
        changes = changes == null ? List.of() : List.copyOf(changes);
    }
}

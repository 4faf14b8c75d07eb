package crm.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One field of a record before and after a change.
 *
 * @param field name of the field in the API, {@code customFields.<name>} for a custom field
 * @param from  the value before, as the API shows it; null (absent in JSON) when the field was empty
 * @param to    the value now; null (absent in JSON) when the field was emptied
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record FieldChange(
    String field,
    JsonNode from,
    JsonNode to) {

    /** JSON null and absent mean the same here: no value. */
    public FieldChange {
        from = from == null || from.isNull() ? null : from;
        to = to == null || to.isNull() ? null : to;
    }
}

package crm.contracts.governance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * A field that the company gives records of a kind, as it is now.
 *
 * @param entity      singular name of the record, for example lead
 * @param type        TEXT, NUMBER, MONEY, DATE, BOOLEAN, PICKLIST or REFERENCE
 * @param options     values of a PICKLIST
 * @param whoMayRead  roles that see the value; null for everybody who sees the record
 * @param whoMayWrite roles that set the value; null for everybody who changes the record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record FieldPublished(UUID fieldId, String entity, String name, String label, String type, boolean required, List<String> options,
        String personalDataClass, String purpose, List<String> whoMayRead, List<String> whoMayWrite) {
}

package crm.contracts.governance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * Somebody follows a record, or does so no longer, which the type of the event says.
 *
 * @param user       login name
 * @param recordType singular name in camel case, for example lead
 * @param recordId   the record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecordFollowed(String user, String recordType, UUID recordId) {
}

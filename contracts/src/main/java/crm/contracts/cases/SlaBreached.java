package crm.contracts.cases;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A promise of time was broken.
 *
 * @param caseId     the case
 * @param accountId  whose it is; null when not known
 * @param number     its number, for people
 * @param milestone  RESPONSE or RESOLUTION
 * @param dueAt      when it was due, UTC
 * @param breachedAt when it was noticed, UTC
 * @param priority   LOW, NORMAL, HIGH or URGENT
 * @param owner      login name; null when nobody owns it
 * @param team       its team; null when none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SlaBreached(
    UUID caseId, UUID accountId, String number, String milestone,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant dueAt,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant breachedAt, String priority, String owner, String team) {
}

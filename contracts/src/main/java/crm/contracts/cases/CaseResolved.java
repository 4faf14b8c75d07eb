package crm.contracts.cases;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A case was solved.
 *
 * @param caseId     the case
 * @param accountId  whose it is; null when not known
 * @param resolution what was done
 * @param rootCause  why it had come to that
 * @param resolvedAt when, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaseResolved(
    UUID caseId, UUID accountId, String resolution, String rootCause,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant resolvedAt) {
}

package crm.contracts.cases;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A customer answered the survey that follows a solution.
 *
 * @param caseId     the case
 * @param accountId  whose it is; null when not known
 * @param contactId  who answered; null when not known
 * @param score      1 to 5, 5 is best
 * @param comment    their words; null when none
 * @param receivedAt when, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CsatReceived(
    UUID caseId, UUID accountId, UUID contactId, int score, String comment,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant receivedAt) {
}

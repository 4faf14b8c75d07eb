package crm.contracts.cases;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A case was closed for good.
 *
 * @param caseId    the case
 * @param accountId whose it is; null when not known
 * @param closedAt  when, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaseClosed(UUID caseId, UUID accountId, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant closedAt) {
}

package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A promise was kept.
 *
 * @param commitmentId  the promise
 * @param accountId     to whom
 * @param opportunityId the deal that it belongs to; may be null
 * @param what          what was promised
 * @param dueOn         the last day on which it was in time
 * @param outcome       how; may be null
 * @param late          whether it was kept after its day
 * @param settledBy     login name
 * @param settledAt     when
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CommitmentKept(UUID commitmentId, UUID accountId, UUID opportunityId, String what, @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate dueOn,
    String outcome, boolean late, String settledBy, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant settledAt) {
}

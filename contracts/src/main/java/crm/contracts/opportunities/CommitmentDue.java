package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The day of a promise that is open has come.
 *
 * @param commitmentId  the promise
 * @param accountId     to whom
 * @param opportunityId the deal that it belongs to; may be null
 * @param what          what was promised
 * @param dueOn         the day
 * @param owner         login name of who answers for it; may be null
 * @param team          may be null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CommitmentDue(UUID commitmentId, UUID accountId, UUID opportunityId, String what, @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate dueOn,
    String owner, String team) {
}

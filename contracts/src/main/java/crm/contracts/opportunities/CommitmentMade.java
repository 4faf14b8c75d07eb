package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A customer was promised something.
 *
 * @param commitmentId  the promise
 * @param accountId     to whom
 * @param opportunityId the deal that it belongs to; null for a promise to an account
 * @param contactId     the person; may be null
 * @param what          what was promised
 * @param dueOn         the last day on which it is kept in time
 * @param owner         login name of who answers for it; may be null
 * @param team          may be null
 * @param madeBy        login name
 * @param madeAt        when it was written down
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CommitmentMade(UUID commitmentId, UUID accountId, UUID opportunityId, UUID contactId, String what,
    @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate dueOn, String owner, String team, String madeBy, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant madeAt) {
}

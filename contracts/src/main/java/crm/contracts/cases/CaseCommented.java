package crm.contracts.cases;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * Somebody wrote something about a case.
 *
 * @param caseId       the case
 * @param accountId    whose it is; null when not known
 * @param commentId    the comment
 * @param visibility   PUBLIC for the customer to read, or INTERNAL
 * @param author       login name of who wrote it down
 * @param text         the words
 * @param fromCustomer whether these are the words of the customer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CaseCommented(
    UUID caseId, UUID accountId, UUID commentId, String visibility, String author, String text,
    Boolean fromCustomer) {
}

package crm.cases.comment;

import java.time.Instant;
import java.util.UUID;

/**
 * Something said about a case; it is never changed.
 *
 * @param fromCustomer whether these are the words of the customer, whoever wrote them down
 * @param author login name of who wrote it down
 */
public record Comment(UUID id, UUID caseId, Visibility visibility, boolean fromCustomer, String author, String text, Instant createdAt) {}

package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * Somebody asked the owner of an open opportunity how it goes on, who has a task for it now.
 *
 * @param opportunityId the opportunity
 * @param activityId    the task
 * @param nudgedBy      login name of who asked
 * @param owner         login name of who is asked
 * @param stageName     the stage that it stands in
 * @param daysInStage   whole days that it stands there
 * @param note          what they said, if they said something
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OpportunityNudged(
    UUID opportunityId, UUID activityId, String nudgedBy, String owner, String stageName, long daysInStage, String note) {
}

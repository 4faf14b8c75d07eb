package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * An open opportunity has stood in its stage for longer than the stage takes; told once for each stay.
 *
 * @param opportunityId  the opportunity
 * @param pipelineId     its pipeline
 * @param stageId        the stage
 * @param stageName      name of the stage, as it was then
 * @param owner          whose it is, if it has an owner
 * @param team           whose it is, if it has a team
 * @param stageEnteredAt since when it stands there, UTC
 * @param daysInStage    whole days since then
 * @param maxDays        days that the stage takes at most
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OpportunityStuck(
    UUID opportunityId, UUID pipelineId, UUID stageId, String stageName, String owner, String team,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant stageEnteredAt, long daysInStage, long maxDays) {
}

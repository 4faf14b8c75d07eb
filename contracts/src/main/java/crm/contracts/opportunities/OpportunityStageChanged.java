package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * An opportunity moved from one stage to another of its pipeline, forward or back.
 *
 * @param opportunityId          the opportunity
 * @param pipelineId             its pipeline
 * @param fromStageId            stage before
 * @param fromStageName          name of the stage before, as it was then
 * @param toStageId              stage now
 * @param toStageName            name of the stage now, as it was then
 * @param secondsInPreviousStage whole seconds spent in the stage before
 * @param reason                 why, when the person who moved it said so
 * @param changedAt              when, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OpportunityStageChanged(
    UUID opportunityId, UUID pipelineId, UUID fromStageId, String fromStageName, UUID toStageId, String toStageName,
    Long secondsInPreviousStage, String reason, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant changedAt) {
}

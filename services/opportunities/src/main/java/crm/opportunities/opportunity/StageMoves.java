package crm.opportunities.opportunity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The moves of an opportunity from stage to stage, newest first. */
public record StageMoves(List<Move> items) {

    /**
     * One move; stages are called as they were then.
     *
     * @param secondsInPreviousStage whole seconds that it stood in the stage before
     * @param reason absent where nobody gave one
     * @param overridden exit criteria that were not met and that a manager passed over; absent where there were none
     * @param pipelineVersion version of the pipeline that the move went by; absent where that was not kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Move(UUID fromStageId, String fromStageName, UUID toStageId, String toStageName, long secondsInPreviousStage, String reason,
            List<String> overridden, Long pipelineVersion, Instant changedAt, String changedBy) {}
}

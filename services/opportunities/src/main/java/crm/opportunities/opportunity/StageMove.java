package crm.opportunities.opportunity;

import crm.opportunities.pipeline.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A move from one stage to another.
 *
 * @param secondsInPrevious whole seconds that the opportunity stood in the stage before
 * @param reason why, if somebody said so
 * @param overridden exit criteria that were not met and passed over, in words
 */
public record StageMove(Stage from, Stage to, long secondsInPrevious, String reason, List<String> overridden, Instant at) {

    /** A move that an opportunity makes at this moment. */
    static StageMove of(Opportunity opportunity, Stage from, Stage to, String reason, List<String> overridden, Instant now) {
        return new StageMove(from, to, Math.max(0, Duration.between(opportunity.stageEnteredAt, now).toSeconds()), reason, overridden, now);
    }
}

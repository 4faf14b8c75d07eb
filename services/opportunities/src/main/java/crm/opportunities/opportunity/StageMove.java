package crm.opportunities.opportunity;

import crm.opportunities.pipeline.Stage;
import java.time.Instant;

/**
 * A move from one stage to another.
 *
 * @param secondsInPrevious whole seconds that the opportunity stood in the stage before
 * @param reason why, if somebody said so
 */
public record StageMove(Stage from, Stage to, long secondsInPrevious, String reason, Instant at) {}

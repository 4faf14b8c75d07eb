package crm.local.platform;

import java.time.Duration;
import java.time.Instant;

/**
 * How a part does at one moment.
 *
 * @param detail what it is doing, or why it failed
 * @param since when it began what led to this state (waiting for ready), or became ready
 * @param took from launch to ready; zero until then
 */
public record PartStatus(String name, State state, String detail, Instant since, Duration took, long pid, String address) {

}

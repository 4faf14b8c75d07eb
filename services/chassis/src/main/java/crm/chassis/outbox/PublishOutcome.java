package crm.chassis.outbox;

/**
 * How far the publishing of a batch got.
 *
 * @param confirmed how many messages from the start of the batch the broker has taken over, without a gap
 * @param unroutable how many messages no queue wanted; the broker confirms those too
 * @param fault why the batch was not confirmed completely, or null
 */
public record PublishOutcome(int confirmed, int unroutable, Throwable fault) {}

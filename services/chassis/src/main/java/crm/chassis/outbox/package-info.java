/**
 * Telling other services what happened, exactly when it happened: an event is a row of the transaction that causes it,
 * and a relay publishes committed rows in order, deleting each only once the broker has confirmed it.
 *
 * <p>Delivery is at least once. A crash between confirm and delete publishes again, which the consumer's inbox absorbs.
 */
package crm.chassis.outbox;

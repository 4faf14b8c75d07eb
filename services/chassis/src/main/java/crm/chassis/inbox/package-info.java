/**
 * Hearing what other services tell, with one effect per event however often it comes. The event's id is inserted before
 * anything else, in the transaction of the work it causes, and the message is acknowledged after that transaction.
 */
package crm.chassis.inbox;

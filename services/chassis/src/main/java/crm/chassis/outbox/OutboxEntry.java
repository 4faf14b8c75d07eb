package crm.chassis.outbox;

import java.util.UUID;

/** A row of the outbox: an event in its envelope. */
record OutboxEntry(UUID id, UUID subject, boolean bulk, String type, String traceparent, String envelope) {

    Publication publication() {
        return Publication.event(id, type, traceparent, envelope);
    }
}

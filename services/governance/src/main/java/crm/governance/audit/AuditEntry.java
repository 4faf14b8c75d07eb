package crm.governance.audit;

import crm.chassis.inbox.IncomingEvent;
import crm.governance.record.RecordName;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A row of the audit as it was heard, in its place in the chain. */
record AuditEntry(long position, UUID eventId, String type, String source, String recordType, UUID recordId, long recordVersion,
        Instant at, String actor, String onBehalfOf, String correlationId, UUID causationId, String data) {

    static final String COLUMNS = "position, event_id, type, source, record_type, record_id, record_version, at, actor, on_behalf_of,"
            + " correlation_id, causation_id, data::text";

    /** What the first row has as the hash of the row before. */
    static final byte[] NO_HASH = new byte[32];

    static AuditEntry of(long position, IncomingEvent event) {
        RecordName record = RecordName.in(event);
        return new AuditEntry(position, event.id(), event.type(), event.source(), record.type(), record.id(), event.recordVersion(),
                event.time().truncatedTo(ChronoUnit.MICROS), event.actor() == null ? event.source() : event.actor(), event.onBehalfOf(),
                event.correlationId(), event.causationId(), event.data().toString());
    }

    static AuditEntry from(Row row) {
        return new AuditEntry(row.getLong(0), row.getUUID(1), row.getString(2), row.getString(3), row.getString(4), row.getUUID(5),
                row.getLong(6), row.getOffsetDateTime(7).toInstant(), row.getString(8), row.getString(9), row.getString(10), row.getUUID(11),
                row.getString(12));
    }

    /**
     * SHA-256 over the hash of the row before and the canonical form of this one: of each value its length in bytes, a
     * colon and the value in UTF-8; a dash for none; the moment in microseconds since 1970. The function
     * {@code audit_hash} in the database does the same.
     */
    byte[] hash(byte[] previous) {
        MessageDigest digest = sha256();
        digest.update(previous);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        for (Object value : new Object[] {position, eventId, type, source, recordType, recordId, recordVersion, micros, actor, onBehalfOf,
                correlationId, causationId, data}) {
            if (value == null) {
                digest.update((byte) '-');
            } else {
                byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
                digest.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(text);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

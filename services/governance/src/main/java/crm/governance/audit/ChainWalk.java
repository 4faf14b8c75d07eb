package crm.governance.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Walks along the chain row by row and stops where it first does not hold. Keeps nothing but where it is. */
final class ChainWalk {

    /** What is wrong with the first row that does not hold. */
    enum Kind {
        /** What the row says is not what was hashed. */
        TAMPERED,
        /** The row does not follow from the one before it, so one of the two was written again. */
        UNLINKED,
        /** A row that was there is gone. */
        MISSING,
        /** A row that nobody appended. */
        INSERTED,
        /** The chain does not end, or does not pass, where it was known to. */
        DIVERTED
    }

    /**
     * The first row that does not hold.
     *
     * @param eventId the event that the row is about, null where the row is gone
     * @param differs the column that is not what it has to be; null for rows that are gone or were added
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AuditFault")
    record Fault(Kind kind, long position, UUID eventId, String differs, String expected, String found, String detail) {}

    private long position;
    private byte[] hash;
    private long checked;
    private Fault fault;

    /** Begins behind the row at {@code position}, whose hash is taken as given. */
    ChainWalk(long position, byte[] hash) {
        this.position = position;
        this.hash = hash;
    }

    /** Looks at the next row; false when the walk is over. */
    boolean step(AuditEntry entry, byte[] previousHash, byte[] storedHash) {
        long next = position + 1;
        if (entry.position() != next) {
            fault = missing(next);
        } else if (!Arrays.equals(previousHash, hash)) {
            fault = new Fault(Kind.UNLINKED, next, entry.eventId(), "previousHash", hex(hash), hex(previousHash),
                    "Row " + next + " does not follow from row " + position + ": one of the two was written again.");
        } else {
            byte[] computed = entry.hash(previousHash);
            if (!Arrays.equals(computed, storedHash)) {
                fault = new Fault(Kind.TAMPERED, next, entry.eventId(), "hash", hex(computed), hex(storedHash),
                        "What row " + next + " says is not what was written down.");
            }
        }
        if (fault != null) {
            return false;
        }
        checked++;
        position = next;
        hash = storedHash;
        return true;
    }

    /** No row came although the chain goes on. */
    void stopsBefore(long head) {
        if (fault == null && position < head) {
            fault = missing(position + 1);
        }
    }

    /** A row stands where the chain has none. */
    void inserted(long where, UUID eventId) {
        fault = new Fault(Kind.INSERTED, where, eventId, null, null, null, "Row " + where + " was not appended to the chain.");
    }

    /** Compares with a hash that was noted earlier for the place where the walk is. */
    void passes(byte[] known, String knownBy) {
        if (fault == null && !Arrays.equals(known, hash)) {
            fault = new Fault(Kind.DIVERTED, position, null, "hash", hex(known), hex(hash),
                    "The chain up to row " + position + " is not the one that " + knownBy + " knows.");
        }
    }

    /** Takes over what another look at the chain found wrong. */
    void take(ChainWalk other) {
        fault = other.fault;
    }

    private static Fault missing(long where) {
        return new Fault(Kind.MISSING, where, null, null, null, null, "Row " + where + " is gone.");
    }

    long position() {
        return position;
    }

    byte[] hash() {
        return hash;
    }

    long checked() {
        return checked;
    }

    Fault fault() {
        return fault;
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}

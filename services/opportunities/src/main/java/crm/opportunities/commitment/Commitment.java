package crm.opportunities.commitment;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Something that sales promised a customer. */
@Entity
public class Commitment extends CrmRecord {

    public String what;
    public UUID accountId;

    /** The deal that it belongs to; null for a promise to an account. */
    public UUID opportunityId;

    /** Who it was promised to. */
    public UUID contactId;

    /** The last day on which it is kept in time. */
    public LocalDate dueOn;

    @Enumerated(EnumType.STRING)
    public CommitmentStatus status;

    /** When the customer could count on it: at once, or with the deal that was won; null until then. */
    public Instant bindingSince;

    /** When it was kept, broken or lapsed. */
    public Instant settledAt;

    public String settledBy;

    /** How it was kept, or why not. */
    public String outcome;

    /** When it was told that the day has come. */
    public Instant dueToldAt;
}

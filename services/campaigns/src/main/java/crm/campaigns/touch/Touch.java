package crm.campaigns.touch;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;

/** One entry of the ledger of touches; never changed. */
@Entity
public class Touch extends CrmRecord {

    public UUID campaignId;
    public UUID leadId;
    public UUID contactId;
    public UUID accountId;

    @Enumerated(EnumType.STRING)
    public TouchKind kind;

    /** By which way, in the words of who measures it. */
    public String channel;

    public String note;
    public Instant occurredAt;

    /** Names what the touch was made of; the same is never recorded twice. */
    public String sourceKey;
}

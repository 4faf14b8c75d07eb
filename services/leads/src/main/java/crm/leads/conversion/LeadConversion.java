package crm.leads.conversion;

import crm.leads.lead.ConversionState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** One attempt to turn a lead into account, contact and opportunity. The ids are known once it is completed. */
@Entity
public class LeadConversion {

    @Id
    public UUID id;

    public UUID leadId;

    @Enumerated(EnumType.STRING)
    public ConversionState state;

    public String requestedBy;
    public Instant requestedAt;
    public Instant finishedAt;
    public UUID accountId;
    public UUID contactId;
    public UUID opportunityId;
    public String reason;

    public boolean isPending() {
        return state == ConversionState.PENDING;
    }

    void finish(ConversionState outcome, Instant at) {
        state = outcome;
        finishedAt = at;
    }
}

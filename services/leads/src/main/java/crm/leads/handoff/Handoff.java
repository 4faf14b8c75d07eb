package crm.leads.handoff;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonColumn;
import crm.leads.column.JsonListColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Marketing offers a qualified lead to sales. Owner and team are who is to decide, and who accepted after that. What
 * figures are drawn by is copied from the lead, so that they stay true when the lead changes.
 */
@Entity
public class Handoff extends CrmRecord {

    public UUID leadId;
    public String leadName;
    public String leadSource;
    public UUID campaignId;

    @Enumerated(EnumType.STRING)
    public HandoffState state;

    public String offeredBy;

    /** The person it was offered to; null where it went to a team. */
    public String offeredTo;

    /** Answers by the key of the checklist's item, as they came in. */
    @JsonColumn
    public Map<String, Object> answers = new LinkedHashMap<>();

    /** The checklist as it was agreed when the offer was made, each item with its answer. */
    @Convert(converter = JsonListColumn.class)
    public List<Map<String, Object>> checklist = List.of();

    public String note;
    public Instant dueAt;
    public Instant remindAt;
    public Instant remindedAt;
    public Instant escalatedAt;
    public Instant decidedAt;
    public String decidedBy;
    public String rejectionReason;

    /** Set by the acts of the business, which alone change a handoff. */
    @Transient
    boolean changedByAct;

    boolean isOpen() {
        return state == HandoffState.OFFERED;
    }

    void decide(HandoffState decision, String by, Instant at) {
        state = decision;
        decidedBy = by;
        decidedAt = at;
        changedByAct = true;
    }
}

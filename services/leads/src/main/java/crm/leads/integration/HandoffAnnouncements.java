package crm.leads.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.directory.Directory;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.contracts.leads.HandoffAccepted;
import crm.contracts.leads.HandoffEscalated;
import crm.contracts.leads.HandoffOffered;
import crm.contracts.leads.HandoffRejected;
import crm.contracts.leads.HandoffReminded;
import crm.contracts.leads.LeadEvents;
import crm.leads.handoff.Handoff;
import crm.leads.handoff.HandoffState;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the other services are told about handoffs, in the words of the contract. */
@Singleton
public class HandoffAnnouncements {

    private final ObjectMapper json;
    private final Directory directory;

    HandoffAnnouncements(ObjectMapper json, Directory directory) {
        this.json = json;
        this.directory = directory;
    }

    /** The events that a change means; no changes are a new offer. */
    public List<OutgoingEvent> of(Handoff handoff, Map<String, FieldChange> changes, Me me) {
        List<OutgoingEvent> events = new ArrayList<>();
        if (changes.isEmpty()) {
            events.add(event(LeadEvents.HANDOFF_OFFERED, handoff, new HandoffOffered(handoff.id, handoff.leadId, handoff.offeredBy,
                    handoff.offeredTo, handoff.team, handoff.dueAt), me));
        }
        if (changes.containsKey("state") && handoff.state == HandoffState.ACCEPTED) {
            events.add(event(LeadEvents.HANDOFF_ACCEPTED, handoff, new HandoffAccepted(handoff.id, handoff.leadId, handoff.decidedBy,
                    handoff.offeredBy, handoff.decidedAt), me));
        }
        if (changes.containsKey("state") && handoff.state == HandoffState.REJECTED) {
            events.add(event(LeadEvents.HANDOFF_REJECTED, handoff, new HandoffRejected(handoff.id, handoff.leadId, handoff.decidedBy,
                    handoff.offeredBy, handoff.rejectionReason, handoff.decidedAt), me));
        }
        if (changes.containsKey("remindedAt")) {
            events.add(event(LeadEvents.HANDOFF_REMINDED, handoff, new HandoffReminded(handoff.id, handoff.leadId, handoff.owner,
                    handoff.team, handoff.dueAt), me));
        }
        if (changes.containsKey("escalatedAt")) {
            FieldChange owner = changes.get("owner");
            events.add(event(LeadEvents.HANDOFF_ESCALATED, handoff, new HandoffEscalated(handoff.id, handoff.leadId,
                    owner == null ? null : owner.from().textValue(), handoff.team, directory.managersOf(handoff.team, "sales-manager"),
                    handoff.dueAt), me));
        }
        return events;
    }

    private OutgoingEvent event(String type, Handoff handoff, Record data, Me me) {
        return OutgoingEvent.of(type, handoff.id, handoff.version, json.<ObjectNode>valueToTree(data)).by(me.actor());
    }
}

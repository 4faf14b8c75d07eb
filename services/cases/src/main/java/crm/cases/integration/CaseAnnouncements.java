package crm.cases.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.cases.comment.Comment;
import crm.cases.support.CaseNews;
import crm.cases.support.CaseStatus;
import crm.cases.support.SupportCase;
import crm.chassis.access.Me;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.RecordEvents;
import crm.contracts.cases.CaseAssigned;
import crm.contracts.cases.CaseClosed;
import crm.contracts.cases.CaseCommented;
import crm.contracts.cases.CaseEscalated;
import crm.contracts.cases.CaseEvents;
import crm.contracts.cases.CaseReopened;
import crm.contracts.cases.CaseResolved;
import crm.contracts.cases.CsatReceived;
import crm.contracts.cases.SlaBreached;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the other services are told about cases, in the words of the contract. */
@Singleton
public class CaseAnnouncements {

    public static final RecordEvents OF_THE_RECORD = new RecordEvents(CaseEvents.CASE_OPENED, CaseEvents.CASE_CHANGED, null);

    private final ObjectMapper json;
    private final Clock clock;

    CaseAnnouncements(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** All that a change means beside the new state; nothing for a new case. */
    public List<OutgoingEvent> of(SupportCase record, CaseNews news, Map<String, FieldChange> changes, Me me) {
        List<OutgoingEvent> events = new ArrayList<>();
        if (Stream.of("owner", "team", "queue").anyMatch(changes::containsKey)) {
            FieldChange owner = changes.get("owner");
            events.add(event(CaseEvents.CASE_ASSIGNED, record, new CaseAssigned(record.id, record.owner, record.team, record.queue,
                    owner == null ? record.owner : owner.from().textValue()), me));
        }
        if (changes.containsKey("escalationLevel")) {
            events.add(event(CaseEvents.CASE_ESCALATED, record, new CaseEscalated(record.id, (int) record.escalationLevel, news.why()), me));
        }
        FieldChange move = changes.get("status");
        if (move != null) {
            moved(record, CaseStatus.valueOf(move.from().asText()), news.why(), me, events);
        }
        if (changes.containsKey("commentCount") && news.said() != null) {
            events.add(commented(record, news.said(), me));
        }
        news.broken().forEach((milestone, due) -> events.add(event(CaseEvents.SLA_BREACHED, record, new SlaBreached(record.id, record.accountId,
                record.number, milestone.name(), due, clock.instant(), record.priority.name(), record.owner, record.team), me)));
        if (changes.containsKey("csatReceivedAt") && record.csat != null) {
            events.add(event(CaseEvents.CSAT_RECEIVED, record, new CsatReceived(record.id, record.accountId, record.contactId,
                    record.csat.intValue(), news.csatComment(), record.csatReceivedAt), me));
        }
        return events;
    }

    private void moved(SupportCase record, CaseStatus from, String why, Me me, List<OutgoingEvent> events) {
        if (from.isOver() && !record.status.isOver()) {
            events.add(event(CaseEvents.CASE_REOPENED, record, new CaseReopened(record.id, record.accountId, why), me));
        } else if (record.status == CaseStatus.RESOLVED) {
            events.add(event(CaseEvents.CASE_RESOLVED, record,
                    new CaseResolved(record.id, record.accountId, record.resolution, record.rootCause, record.resolvedAt), me));
        } else if (record.status == CaseStatus.CLOSED) {
            events.add(event(CaseEvents.CASE_CLOSED, record, new CaseClosed(record.id, record.accountId, record.closedAt), me));
        }
    }

    private OutgoingEvent commented(SupportCase record, Comment said, Me me) {
        return event(CaseEvents.CASE_COMMENTED, record, new CaseCommented(record.id, record.accountId, said.id(), said.visibility().name(),
                said.author(), said.text(), said.fromCustomer()), me);
    }

    private OutgoingEvent event(String type, SupportCase record, Record data, Me me) {
        return OutgoingEvent.of(type, record.id, record.version, json.<ObjectNode>valueToTree(data)).by(me.actor());
    }
}

package crm.governance.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.inbox.IncomingEvent;
import crm.chassis.outbox.OutgoingEvent;
import crm.contracts.governance.GovernanceEvents;
import crm.contracts.governance.QualityIssueOpened;
import crm.contracts.governance.QualityIssueResolved;
import crm.contracts.governance.QualityScored;
import crm.governance.quality.HeldRule;
import crm.governance.quality.Judgement;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What the others are told about the quality of a record, in the words of the contract. */
@Singleton
public class QualityNews {

    private final ObjectMapper json;

    QualityNews(ObjectMapper json) {
        this.json = json;
    }

    public OutgoingEvent scored(Judgement of) {
        return event(GovernanceEvents.QUALITY_SCORED, of, new QualityScored(of.recordType(), of.recordId(), of.now().score(), of.before(),
                of.now().broken().stream().map(rule -> new QualityScored.Failed(rule.id(), rule.rule().field(), rule.rule().why())).toList(),
                of.owner(), of.team()));
    }

    public OutgoingEvent opened(UUID issue, HeldRule rule, Judgement of) {
        return event(GovernanceEvents.QUALITY_ISSUE_OPENED, of, new QualityIssueOpened(issue, rule.id(), of.recordType(), of.recordId(),
                rule.rule().field(), rule.rule().mode().name(), of.owner(), of.team()));
    }

    public OutgoingEvent resolved(UUID issue, UUID rule, Judgement of) {
        return event(GovernanceEvents.QUALITY_ISSUE_RESOLVED, of, new QualityIssueResolved(issue, rule, of.recordType(), of.recordId()));
    }

    private OutgoingEvent event(String type, Judgement of, Record data) {
        OutgoingEvent event = OutgoingEvent.of(type, of.recordId(), of.revision() + 1, json.valueToTree(data).toString());
        IncomingEvent cause = of.cause();
        return cause == null ? event : event.causedBy(cause.id()).correlatedWith(cause.correlationId()).tracedBy(cause.traceparent())
                .onBehalfOf(cause.onBehalfOf() == null ? cause.actor() : cause.onBehalfOf());
    }
}

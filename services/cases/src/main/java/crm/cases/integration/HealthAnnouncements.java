package crm.cases.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.cases.health.AccountHealth;
import crm.chassis.outbox.OutgoingEvent;
import crm.contracts.cases.CaseEvents;
import crm.contracts.cases.HealthChanged;
import jakarta.inject.Singleton;
import java.util.List;

/** What the other services are told about the health of customers, in the words of the contract. */
@Singleton
public class HealthAnnouncements {

    private final ObjectMapper json;

    HealthAnnouncements(ObjectMapper json) {
        this.json = json;
    }

    public OutgoingEvent changed(AccountHealth health) {
        List<HealthChanged.Factor> factors = health.factors().stream()
                .map(factor -> new HealthChanged.Factor(factor.name(), factor.weight(), factor.value(), factor.effect(), factor.evidence()))
                .toList();
        HealthChanged data = new HealthChanged(health.id, (int) health.score, health.band.name(),
                health.previousScore == null ? null : health.previousScore.intValue(),
                health.previousBand == null ? null : health.previousBand.name(), health.trend.name(), factors, health.calculatedAt);
        return OutgoingEvent.of(CaseEvents.HEALTH_CHANGED, health.id, health.version, json.<ObjectNode>valueToTree(data));
    }
}

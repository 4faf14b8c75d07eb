package crm.opportunities.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.outbox.OutgoingEvent;
import crm.contracts.opportunities.ForecastSubmitted;
import crm.contracts.opportunities.OpportunityEvents;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** Tells other services what somebody called. */
@Singleton
public class ForecastEvents {

    private final ObjectMapper json;

    ForecastEvents(ObjectMapper json) {
        this.json = json;
    }

    public OutgoingEvent submitted(UUID id, String period, String owner, String team, BigDecimal amount, String currency, BigDecimal base, String note,
            Instant at, Me me) {
        return OutgoingEvent.of(OpportunityEvents.FORECAST_SUBMITTED, id, 1,
                json.valueToTree(new ForecastSubmitted(id, period, owner, team, amount, currency, base, note, at))).by(me.actor());
    }
}

package crm.leads.integration;

import static crm.chassis.testing.Callers.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import crm.chassis.testing.TestEvents;
import crm.contracts.governance.GovernanceEvents;
import crm.leads.testing.LeadsParts;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What governance publishes about leads holds for them, and what it retires does no longer. */
@LeadsParts
class DictionaryNewsTest {

    @Test
    void aFieldHoldsFromItsPublicationToItsRetirementWhateverComesTwiceOrLate() throws IOException {
        UUID field = UUID.randomUUID();
        String definition = "{\"fieldId\":\"" + field + "\",\"entity\":\"lead\",\"name\":\"seats\",\"label\":\"Seats\",\"type\":\"NUMBER\",\"required\":false}";
        try (TestEvents events = TestEvents.open()) {
            String published = TestEvents.event(GovernanceEvents.FIELD_PUBLISHED, field, 1, definition);
            events.publish(GovernanceEvents.FIELD_PUBLISHED, published);
            await().atMost(Duration.ofSeconds(20)).until(() -> create("\"many\"") == 422);
            as("sales-rep").body(lead("\"many\"")).post("/api/v1/leads").then().body("errors[0].pointer", equalTo("/customFields/seats"));

            events.publish(GovernanceEvents.FIELD_RETIRED, TestEvents.event(GovernanceEvents.FIELD_RETIRED, field, 2,
                    "{\"fieldId\":\"" + field + "\",\"entity\":\"lead\",\"name\":\"seats\"}"));
            events.publish(GovernanceEvents.FIELD_PUBLISHED, published);
            await().atMost(Duration.ofSeconds(20)).until(() -> create("\"many\"") == 201);
        }
    }

    private static int create(String seats) {
        return as("sales-rep").body(lead(seats)).post("/api/v1/leads").statusCode();
    }

    private static String lead(String seats) {
        return "{\"lastName\":\"Seats\",\"company\":\"" + UUID.randomUUID() + "\",\"customFields\":{\"seats\":" + seats + "}}";
    }
}

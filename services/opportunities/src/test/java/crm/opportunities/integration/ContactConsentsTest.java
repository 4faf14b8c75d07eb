package crm.opportunities.integration;

import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import crm.chassis.testing.TestEvents;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ContactConsentsTest {

    private static final String AT = "/api/v1/contacts";

    @Inject
    Pool pool;

    @Test
    void howConsentsStandIsAChangeLikeAnyOtherOnceHoweverOftenItIsHeard() {
        UUID contact = stored();
        String given = consent("given", contact, 1, "GIVEN");

        publish(given, given, consent("given", contact, 1, "GIVEN"));

        await().untilAsserted(() -> read(contact).body("consents[0].purpose", equalTo("MARKETING")).body("consents[0].state", equalTo("GIVEN")));
        await().during(Duration.ofSeconds(1)).untilAsserted(() -> read(contact).body("version", equalTo(2)));
        as("crm-admin").get(AT + "/" + contact + "/history").then().body("items", hasSize(2)).body("items[0].changes[0].field", equalTo("consents"));
    }

    @Test
    void whatIsOlderThanWhatIsKnownIsIgnored() {
        UUID contact = stored();
        publish(consent("withdrawn", contact, 2, "WITHDRAWN"), consent("given", contact, 1, "GIVEN"));

        await().untilAsserted(() -> read(contact).body("consents[0].state", equalTo("WITHDRAWN")));
        await().during(Duration.ofSeconds(1)).untilAsserted(() -> read(contact).body("consents[0].state", equalTo("WITHDRAWN")).body("version", equalTo(2)));
    }

    @Test
    void whatIsToldBeforeTheContactIsThereWaitsForIt() {
        UUID contact = UUID.randomUUID();
        publish(consent("given", contact, 1, "GIVEN"));
        await().until(() -> sql("select 1 from foreign_value where record_id = '" + contact + "'"));

        as("crm-admin").body("{\"id\":\"" + contact + "\",\"lastName\":\"Late " + contact + "\"}").post(AT).then().statusCode(201).body("consents", nullValue());

        await().untilAsserted(() -> read(contact).body("consents[0].state", equalTo("GIVEN")).body("version", equalTo(2)));
    }

    @Test
    void whatSomebodyElseSaidIsNobodysConsentHere() {
        UUID contact = stored();
        publish(consent("given", contact, 1, "GIVEN").replace("\"personType\":\"CONTACT\"", "\"personType\":\"LEAD\""), consent("given", UUID.randomUUID(), 1, "GIVEN"));

        await().during(Duration.ofSeconds(1)).untilAsserted(() -> read(contact).body("consents", nullValue()));
    }

    @Test
    void peopleCannotSetThem() {
        UUID contact = stored();

        assertThat(as("crm-admin").header("If-Match", "*").body("{\"consents\":[]}").patch(AT + "/" + contact).statusCode()).isIn(400, 422);
        read(contact).body("version", equalTo(1));
    }

    private UUID stored() {
        return UUID.fromString(as("crm-admin").body("{\"lastName\":\"Consenting " + UUID.randomUUID() + "\"}").post(AT).then().statusCode(201).extract().path("id"));
    }

    private static ValidatableResponse read(UUID id) {
        return as("crm-admin").get(AT + "/" + id).then().statusCode(200);
    }

    private boolean sql(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10)).rowCount() > 0;
    }

    private static String consent(String happened, UUID person, long version, String state) {
        String standing = "\"purpose\":\"MARKETING\",\"channel\":\"EMAIL\",\"basis\":\"CONSENT\"";
        return TestEvents.event("crm.governance.consent-" + happened + ".v1", person, version, "{\"consentId\":\"" + UUID.randomUUID()
                + "\",\"personType\":\"CONTACT\",\"personId\":\"" + person + "\"," + standing + ",\"at\":\"2026-11-21T19:00:00Z\",\"summary\":[{" + standing
                + ",\"state\":\"" + state + "\",\"at\":\"2026-11-21T19:00:00Z\"}]}");
    }

    private static void publish(String... events) {
        try (TestEvents broker = TestEvents.open()) {
            for (String event : events) {
                broker.publish(event.replaceAll("(?s).*?\"type\":\"(crm\\.[^\"]+)\".*", "$1"), event);
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

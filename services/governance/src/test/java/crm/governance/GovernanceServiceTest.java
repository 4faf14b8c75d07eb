package crm.governance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import crm.chassis.testing.CommittedOpenApi;
import crm.chassis.testing.PlatformParts;
import crm.chassis.testing.TestEvents;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PlatformParts.class, initArgs = @ResourceArg(name = "service", value = "governance"))
class GovernanceServiceTest {

    @Inject
    Pool pool;

    @Test
    void itIsAliveAndReady() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void itsOpenApiIsTheCommittedOne() throws Exception {
        CommittedOpenApi.isWhatTheServiceAnswers("governance");
    }

    @Test
    void everyEventOfAnyServiceIsWrittenDownOnceWithWhoDidIt() throws Exception {
        UUID subject = UUID.randomUUID();
        try (TestEvents events = TestEvents.open()) {
            String event = TestEvents.event("crm.leads.lead-qualified.v1", subject, 3, "{\"leadId\":\"" + subject + "\"}");
            events.publish("crm.leads.lead-qualified.v1", event);
            events.publish("crm.leads.lead-qualified.v1", event);
            events.publish("crm.cases.case-opened.v1", TestEvents.event("crm.cases.case-opened.v1", subject, 1, "{}"));
        }

        await().untilAsserted(() -> assertThat(written(subject)).isEqualTo(2));
        var row = pool.preparedQuery("select actor, record_version, source, data->>'leadId' from audit_event where subject = $1 and type like '%qualified%'")
                .execute(Tuple.of(subject)).await().indefinitely().iterator().next();
        assertThat(row.getString(0)).isEqualTo("ann");
        assertThat(row.getLong(1)).isEqualTo(3);
        assertThat(row.getString(2)).isEqualTo("/crm/test");
        assertThat(row.getString(3)).isEqualTo(subject.toString());
    }

    private long written(UUID subject) {
        return pool.preparedQuery("select count(*) from audit_event where subject = $1").execute(Tuple.of(subject))
                .await().indefinitely().iterator().next().getLong(0);
    }
}

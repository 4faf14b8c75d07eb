package crm.campaigns;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import crm.campaigns.testing.CampaignsParts;
import crm.chassis.testing.CommittedAccess;
import crm.chassis.testing.CommittedOpenApi;
import crm.chassis.testing.TestEvents;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@CampaignsParts
class CampaignsServiceTest {

    private static final String TYPE = "crm.leads.lead-captured.v1";

    @Inject
    Pool pool;

    @Test
    void itIsAliveAndReady() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void itsOpenApiIsTheCommittedOne() throws Exception {
        CommittedOpenApi.isWhatTheServiceAnswers("campaigns");
    }

    @Test
    void whoMayReadAndChangeItsRecordsIsWhatIsPublished() throws Exception {
        CommittedAccess.isWhatTheServiceGrants("campaigns");
    }

    @Test
    void theReplicaKeepsTheNewestStateWhateverComesTwiceOrLate() throws Exception {
        UUID contested = UUID.randomUUID();
        UUID last = UUID.randomUUID();
        try (TestEvents events = TestEvents.open()) {
            String second = state(contested, 2);
            events.publish(TYPE, second);
            events.publish(TYPE, second);
            events.publish(TYPE, state(contested, 1));
            events.publish(TYPE, state(last, 1));

            await().untilAsserted(() -> assertThat(version(last)).isEqualTo(1));
            await().during(Duration.ofMillis(300)).untilAsserted(() -> assertThat(version(contested)).isEqualTo(2));
        }
    }

    private static String state(UUID id, long version) {
        return TestEvents.stateOf(TYPE, id, version, "{\"id\":\"" + id + "\",\"version\":" + version + "}");
    }

    private Long version(UUID id) {
        var rows = pool.preparedQuery("select version from replica where record_type = 'lead' and record_id = $1")
                .execute(Tuple.of(id)).await().indefinitely().iterator();
        return rows.hasNext() ? rows.next().getLong(0) : null;
    }
}

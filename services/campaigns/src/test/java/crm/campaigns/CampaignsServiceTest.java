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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    @Test
    void theReplicaIsTheSameWhenAllIsToldAgainAfterItWasLost() throws Exception {
        List<String> states = new ArrayList<>();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(UUID.randomUUID());
            states.add(state(ids.get(i), 5 + i));
        }
        UUID[] all = ids.toArray(UUID[]::new);
        try (TestEvents events = TestEvents.open()) {
            states.forEach(state -> events.publish(TYPE, state));
            await().untilAsserted(() -> assertThat(rows(all)).hasSize(30));
            List<String> before = rows(all);

            pool.preparedQuery("delete from replica where record_id = any($1)").execute(Tuple.of(all)).await().indefinitely();
            assertThat(rows(all)).isEmpty();
            List<String> again = new ArrayList<>(states.stream().map(state -> state.replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"" + UUID.randomUUID() + "\"")
                    .replace("\"actor\"", "\"rebuild\":true,\"actor\"")).toList());
            Collections.shuffle(again);
            again.forEach(state -> events.publish(TYPE, state));

            await().untilAsserted(() -> assertThat(rows(all)).isEqualTo(before));
        }
    }

    @Test
    void recordsOfOtherKindsAreNoCopiesOfAnything() throws Exception {
        UUID form = UUID.randomUUID();
        UUID last = UUID.randomUUID();
        try (TestEvents events = TestEvents.open()) {
            events.publish("crm.leads.record-changed.v1", TestEvents.event("crm.leads.record-changed.v1", form, 1,
                    "{\"recordType\":\"leadForm\",\"action\":\"CREATED\",\"record\":{\"id\":\"" + form + "\",\"version\":1}}"));
            events.publish(TYPE, state(last, 1));

            await().untilAsserted(() -> assertThat(version(last)).isEqualTo(1));
            assertThat(rows(new UUID[] {form})).isEmpty();
        }
    }

    private List<String> rows(UUID[] ids) {
        List<String> rows = new ArrayList<>();
        pool.preparedQuery("select replica::text from replica where record_id = any($1) order by record_id").execute(Tuple.of(ids))
                .await().indefinitely().forEach(row -> rows.add(row.getString(0)));
        return rows;
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

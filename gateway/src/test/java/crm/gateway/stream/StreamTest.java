package crm.gateway.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.gateway.GatewayConfig;
import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = BrokerSurroundings.class, restrictToAnnotatedClass = true)
class StreamTest {

    @Inject
    GatewayConfig config;

    @Inject
    Broker broker;

    @Inject
    Changes changes;

    private final String me = "me-" + UUID.randomUUID();
    private final String record = UUID.randomUUID().toString();

    @BeforeEach
    void nobodyFollowsAnything() {
        Surroundings.forgetWhatWasAgreed();
        Surroundings.service("governance").answers("/api/v1/follows", 200, "{\"items\":[]}");
        await().atMost(Duration.ofSeconds(20)).until(broker::isThere);
    }

    private Ear listen() throws Exception {
        return Ear.of(Issuer.token(me, "sales-rep"), null);
    }

    private void leadChanges(String id, String owner) {
        BrokerSurroundings.publish("crm.leads.lead-changed.v1", id, new JsonObject()
                .put("record", new JsonObject().put("id", id).put("owner", owner).put("email", "ann@acme.example"))
                .put("changes", new JsonArray().add(new JsonObject().put("field", "rating").put("to", "HOT"))),
                "somebody");
    }

    private void iFollow(String id) {
        Surroundings.service("governance").answers("/api/v1/follows", 200,
                "{\"items\":[{\"recordType\":\"lead\",\"recordId\":\"" + id + "\"}]}");
    }

    @Test
    void iHearOfWhatIOwnAndOfNothingElse() throws Exception {
        Ear ear = listen();
        leadChanges(UUID.randomUUID().toString(), "another");
        BrokerSurroundings.publish("crm.leads.lead-changed.v1", record,
                new JsonObject().put("record", new JsonObject().put("id", record).put("owner", me)), "told again");
        leadChanges(record, me);
        await().untilAsserted(() -> assertThat(ear.data()).hasSize(1));
        JsonObject told = new JsonObject(ear.data().get(0));
        assertThat(told.fieldNames()).containsExactly("type", "recordType", "recordId", "at", "actor", "why");
        assertThat(told.getString("recordId")).isEqualTo(record);
        assertThat(told.getString("recordType")).isEqualTo("lead");
        assertThat(told.getString("why")).isEqualTo("you own it");
    }

    @Test
    void iHearOfWhatIsGivenToMeAndOfEventsThatDoNotNameTheOwner() throws Exception {
        Ear ear = listen();
        BrokerSurroundings.publish("crm.leads.lead-assigned.v1", record,
                new JsonObject().put("leadId", record).put("owner", me), "boss");
        BrokerSurroundings.publish("crm.leads.lead-scored.v1", record, new JsonObject().put("leadId", record), "system");
        await().untilAsserted(() -> assertThat(ear.data()).hasSize(2));
        assertThat(ear.data().get(0)).contains("it was given to you");
        assertThat(ear.data().get(1)).contains("lead-scored").contains("you own it");
    }

    private void handoff(String what, JsonObject data) {
        BrokerSurroundings.publish("crm.leads.handoff-" + what + ".v1", record,
                data.put("handoffId", record).put("leadId", UUID.randomUUID().toString()), "marketer");
    }

    private static String inTeam(String login, String team, String role) throws Exception {
        JwtClaims claims = Issuer.claims(login, role);
        claims.setStringListClaim("groups", List.of("/sales/" + team));
        return Issuer.sign(claims);
    }

    @Test
    void whoeverAHandoffIsOfferedToHearsOfItUntilItIsDecidedAndSoDoesWhoOfferedIt() throws Exception {
        Ear ear = listen();
        Ear marketer = Ear.of(Issuer.token("offers-" + me, "marketer"), null);
        handoff("offered", new JsonObject().put("offeredBy", "offers-" + me).put("offeredTo", me));
        handoff("reminded", new JsonObject().put("owner", me));
        handoff("escalated", new JsonObject().put("previousOwner", me).put("managers", new JsonArray().add("boss")));
        handoff("accepted", new JsonObject().put("offeredBy", "offers-" + me).put("acceptedBy", "another"));
        await().untilAsserted(() -> {
            assertThat(ear.data()).hasSize(4);
            assertThat(marketer.data()).hasSize(1);
        });
        assertThat(ear.data().stream().map(told -> new JsonObject(told).getString("why")).toList()).containsExactly(
                "it was offered to you", "it is waiting for a decision of you", "nobody decided on it in time", "you own it");
        assertThat(new JsonObject(ear.data().get(0)).getString("recordType")).isEqualTo("handoff");
        assertThat(new JsonObject(ear.data().get(0)).getString("recordId")).isEqualTo(record);
        assertThat(marketer.data().get(0)).contains("handoff-accepted").contains("you offered it");
    }

    @Test
    void aTeamHearsOfWhatIsOfferedToItAndItsManagersOfWhatNobodyDecided() throws Exception {
        String team = "team-" + UUID.randomUUID();
        Ear rep = Ear.of(inTeam(me, team, "sales-rep"), null);
        Ear marketer = Ear.of(inTeam("m-" + me, team, "marketer"), null);
        Ear elsewhere = Ear.of(inTeam("e-" + me, "another", "sales-rep"), null);
        Ear boss = Ear.of(inTeam("b-" + me, "above", "sales-manager"), null);
        handoff("offered", new JsonObject().put("offeredBy", "offers").put("team", team));
        handoff("reminded", new JsonObject().put("team", team));
        handoff("escalated", new JsonObject().put("team", team).put("managers", new JsonArray().add("b-" + me)));
        for (String other : List.of("m-" + me, "e-" + me)) {
            leadChanges(UUID.randomUUID().toString(), other);
        }
        await().untilAsserted(() -> {
            assertThat(rep.data()).hasSize(3);
            assertThat(boss.data()).hasSize(1);
            assertThat(marketer.data()).hasSize(1);
            assertThat(elsewhere.data()).hasSize(1);
        });
        assertThat(new JsonObject(rep.data().get(0)).getString("why")).isEqualTo("it was offered to your team");
        assertThat(boss.data().get(0)).contains("handoff-escalated");
        assertThat(marketer.data().get(0) + elsewhere.data().get(0)).doesNotContain("handoff");
    }

    @Test
    void iHearOfWhatIWantedToBeRemindedOf() throws Exception {
        Ear ear = listen();
        BrokerSurroundings.publish("crm.opportunities.activity-reminded.v1", record,
                new JsonObject().put("activityId", record).put("type", "TASK").put("owner", me), "platform");
        await().untilAsserted(() -> assertThat(ear.data()).hasSize(1));
        JsonObject told = new JsonObject(ear.data().get(0));
        assertThat(told.getString("recordType")).isEqualTo("activity");
        assertThat(told.getString("recordId")).isEqualTo(record);
        assertThat(told.getString("why")).isEqualTo("you wanted to be reminded");
    }

    @Test
    void iHearWhenSomebodyNudgesMeAndWhenWhatIOwnIsStuck() throws Exception {
        Ear ear = listen();
        BrokerSurroundings.publish("crm.opportunities.opportunity-nudged.v1", record,
                new JsonObject().put("opportunityId", record).put("nudgedBy", "sales-manager").put("owner", me), "sales-manager");
        BrokerSurroundings.publish("crm.opportunities.opportunity-stuck.v1", record,
                new JsonObject().put("opportunityId", record).put("owner", me), "opportunities");
        await().untilAsserted(() -> assertThat(ear.data()).hasSize(2));
        JsonObject nudged = new JsonObject(ear.data().get(0));
        assertThat(nudged.getString("recordType")).isEqualTo("opportunity");
        assertThat(nudged.getString("recordId")).isEqualTo(record);
        assertThat(nudged.getString("actor")).isEqualTo("sales-manager");
        assertThat(nudged.getString("why")).isEqualTo("somebody asks you how it goes on");
        assertThat(new JsonObject(ear.data().get(1)).getString("why")).isEqualTo("it has stood in its stage for too long");
    }

    @Test
    void iHearOfWhatIFollowFromWhenIFollowItUntilIDoNot() throws Exception {
        Surroundings.service("leads").answers("/api/v1/leads/" + record, 200, "{}");
        Ear ear = listen();
        JsonObject follow = new JsonObject().put("user", me).put("recordType", "lead").put("recordId", record);
        leadChanges(record, "another");
        BrokerSurroundings.publish("crm.governance.record-followed.v1", record, follow, me);
        leadChanges(record, "another");
        BrokerSurroundings.publish("crm.governance.record-unfollowed.v1", record, follow, me);
        leadChanges(record, "another");
        leadChanges(UUID.randomUUID().toString(), me);
        await().untilAsserted(() -> assertThat(ear.data()).hasSize(2));
        assertThat(ear.data().get(0)).contains("you follow it").contains(record);
        assertThat(ear.data().get(1)).contains("you own it");
    }

    @Test
    void iHearNothingOfWhatIFollowAndMayNoLongerRead() throws Exception {
        iFollow(record);
        Surroundings.service("leads").answers("/api/v1/leads/" + record, 404, "{}");
        Ear ear = listen();
        leadChanges(record, "another");
        leadChanges(UUID.randomUUID().toString(), me);
        await().untilAsserted(() -> assertThat(ear.data()).hasSize(1));
        assertThat(ear.data().get(0)).contains("you own it");
    }

    @Test
    void whoWasCutOffGoesOnWhereItWas() throws Exception {
        Ear ear = listen();
        leadChanges(record, me);
        leadChanges(record, me);
        await().untilAsserted(() -> assertThat(ear.data()).hasSize(2));
        Ear again = Ear.of(Issuer.token(me, "sales-rep"), ear.ids().get(0));
        await().untilAsserted(() -> assertThat(again.data()).hasSize(1));
        assertThat(again.data().get(0)).isEqualTo(ear.data().get(1));
    }

    @Test
    void anotherGatewayCountsTheSame() {
        leadChanges(record, me);
        Changes others = new Changes(config);
        Broker other = new Broker(config, others);
        other.start(null);
        try {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(others.newest()).isPositive();
                assertThat(others.newest()).isEqualTo(changes.newest());
            });
        } finally {
            other.stop(null);
        }
    }

    @Test
    void whoWasAwayTooLongIsToldToLoadAnew() throws Exception {
        for (int event = 0; event < 110; event++) {
            leadChanges(record, "another");
        }
        Ear ear = Ear.of(Issuer.token(me, "sales-rep"), "0");
        await().untilAsserted(() -> assertThat(ear.heard("event: reset")).isTrue());
        leadChanges(record, me);
        await().untilAsserted(() -> assertThat(ear.data()).hasSize(1));
    }

    @Test
    void theNewestStreamsOfAUserStayAndThePositionIsKeptFresh() throws Exception {
        Ear first = listen();
        Ear second = listen();
        Ear third = listen();
        await().until(first::hasEnded);
        assertThat(second.hasEnded()).isFalse();
        leadChanges(UUID.randomUUID().toString(), "another");
        String newest = Long.toString(changes.newest());
        await().untilAsserted(() -> assertThat(third.ids().stream().mapToLong(Long::parseLong).max().orElse(-1))
                .isGreaterThanOrEqualTo(Long.parseLong(newest)));
        assertThat(third.data()).isEmpty();
    }

    @Test
    void theStreamEndsWithTheToken() throws Exception {
        JwtClaims claims = Issuer.claims(me, "sales-rep");
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() + 3));
        Ear ear = Ear.of(Issuer.sign(claims), null);
        assertThat(ear.hasEnded()).isFalse();
        await().until(ear::hasEnded);
    }

    @Test
    void whoDoesNotReadIsCut() throws Exception {
        int before = changes.listening();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new java.net.InetSocketAddress("localhost", RestAssured.port));
            socket.getOutputStream().write(("GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + Issuer.token(me, "sales-rep") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            await().until(() -> changes.listening() > before);
            String long20k = "x".repeat(20_000);
            for (int event = 0; event < 600; event++) {
                BrokerSurroundings.publish("crm.leads.lead-changed.v1", record, new JsonObject().put("changes", new JsonArray())
                        .put("record", new JsonObject().put("id", record).put("owner", me)), long20k);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> changes.listening() <= before);
        }
    }

    @Test
    void nobodyListensWithoutARoleOrALoginAndNothingIsPosted() {
        given().get("/api/v1/stream").then().statusCode(401);
        given().auth().oauth2(Issuer.token("visitor")).get("/api/v1/stream").then().statusCode(403);
        given().auth().oauth2(Issuer.token(me, "sales-rep")).post("/api/v1/stream").then().statusCode(405);
    }

    @Test
    void whileItIsNotKnownWhatIFollowNothingIsStreamed() {
        Surroundings.service("governance").answers("/api/v1/follows", 500, "{}");
        given().auth().oauth2(Issuer.token(me, "sales-rep")).get("/api/v1/stream").then().statusCode(503)
                .header("Retry-After", "5");
    }
}

package crm.opportunities.territory;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class TerritoriesTest {

    @Inject
    Pool pool;

    @BeforeAll
    static void theTeamsAreKnown() {
        Given.theTeamsAreKnown();
    }

    @Test
    void accountsGoToTheDeepestTerritoryThatFindsThemAfterAPreview() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            String mark = unique("trade");
            JsonNode all = territory(unique("All"), ",\"rule\":\"industry==\\\"" + mark + "\\\"\"");
            JsonNode large = territory(unique("Large"), ",\"parentId\":\"" + all.path("id").asText() + "\",\"rule\":\"numberOfEmployees=ge=100\"");
            JsonNode second = territory(unique("Second"), ",\"parentId\":\"" + all.path("id").asText() + "\",\"position\":1,\"rule\":\"numberOfEmployees=ge=50\"");
            JsonNode small = account(mark, 10, "");
            JsonNode middle = account(mark, 70, "");
            JsonNode big = account(mark, 200, "");
            JsonNode there = account(mark, 300, ",\"territory\":\"" + large.path("name").asText() + "\"");
            JsonNode elsewhere = account(unique("other"), 300, "");

            JsonNode preview = assigned("crm-admin", true, 200);
            assertThat(moves(preview, mark)).containsExactlyInAnyOrder("10 null>" + name(all), "70 null>" + name(second), "200 null>" + name(large));
            assertThat(found(preview, name(large))).isEqualTo(2);
            assertThat(read("crm-admin", "accounts", big).has("territory")).isFalse();

            JsonNode done = assigned("crm-admin", false, 200);
            assertThat(moves(done, mark)).hasSize(3);
            assertThat(read("crm-admin", "accounts", small).path("territory").asText()).isEqualTo(name(all));
            assertThat(read("crm-admin", "accounts", middle).path("territory").asText()).isEqualTo(name(second));
            assertThat(read("crm-admin", "accounts", big).path("territory").asText()).isEqualTo(name(large));
            assertThat(read("crm-admin", "accounts", there).path("version").asInt()).isEqualTo(1);
            assertThat(read("crm-admin", "accounts", elsewhere).has("territory")).isFalse();
            assertThat(events.await(big.path("id").asText(), 2).get(1).at("/data/record/territory").asText()).isEqualTo(name(large));
            assertThat(moves(assigned("crm-admin", true, 200), mark)).isEmpty();
        }
    }

    @Test
    void aManagerMovesTheAccountsThatAreHisToChange() {
        String mark = unique("trade");
        JsonNode place = territory(unique("Place"), ",\"rule\":\"industry==\\\"" + mark + "\\\"\"");
        JsonNode mine = account(mark, 1, ",\"owner\":\"sales-rep-2\",\"team\":\"sales-east\"");
        JsonNode theirs = account(mark, 2, ",\"owner\":\"someone\",\"team\":\"support\"");

        assigned("sales-manager", false, 200);

        assertThat(read("crm-admin", "accounts", mine).path("territory").asText()).isEqualTo(name(place));
        assertThat(read("crm-admin", "accounts", theirs).has("territory")).isFalse();
    }

    @Test
    void aRuleIsOneThatAListOfAccountsWouldTakeAndATreeHasNoCircles() {
        assertThat(post("sales-manager", "{\"name\":\"" + unique("T") + "\",\"rule\":\"nothing==1\"}").statusCode()).isEqualTo(422);
        assertThat(post("sales-manager", "{\"name\":\"" + unique("T") + "\",\"rule\":\"industry==\"}").statusCode()).isEqualTo(422);
        assertThat(post("sales-manager", "{\"name\":\"" + unique("T") + "\",\"manager\":\"nobody-at-all\"}").statusCode()).isEqualTo(422);
        JsonNode above = territory(unique("Above"), "");
        JsonNode below = territory(unique("Below"), ",\"parentId\":\"" + above.path("id").asText() + "\"");
        assertThat(patched("sales-manager", "territories", above, "{\"parentId\":\"" + below.path("id").asText() + "\"}").statusCode()).isEqualTo(422);
        assertThat(post("sales-manager", "{\"name\":\"" + name(above) + "\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void territoriesThatAnImportBroughtAboveEachOtherHoldNobodyUp() {
        String mark = unique("trade");
        JsonNode one = territory(unique("One"), ",\"rule\":\"industry==\\\"" + mark + "\\\"\"");
        JsonNode other = territory(unique("Other"), ",\"rule\":\"numberOfEmployees=ge=50\",\"parentId\":\"" + one.path("id").asText() + "\"");
        pool.preparedQuery("update territory set parent_id = $2 where id = $1").execute(Tuple.of(UUID.fromString(one.path("id").asText()),
                UUID.fromString(other.path("id").asText()))).await().atMost(Duration.ofSeconds(20));
        account(mark, 70, "");
        account(mark, 10, "");

        JsonNode preview = assigned("crm-admin", true, 200);

        assertThat(found(preview, name(one)) + found(preview, name(other))).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # role,             reads, makes, changes, assigns
            sales-manager,      200, 201, 200, 200
            crm-admin,          200, 201, 200, 200
            sales-rep,          200, 403, 403, 403
            marketer,           200, 403, 403, 403
            marketing-manager,  200, 403, 403, 403
            success-manager,    200, 403, 403, 403
            data-steward,       200, 403, 403, 403
            compliance-officer, 200, 403, 403, 403
            executive,          200, 403, 403, 403
            integration,        200, 403, 403, 403
            support-agent,      403, 403, 403, 403
            support-manager,    403, 403, 403, 403
            """)
    void eachRoleDoesWhatItsWorkIs(String login, int reads, int makes, int changes, int assigns) {
        JsonNode territory = territory(unique("Matrix"), "");

        assertThat(Callers.as(login).get("/api/v1/territories").statusCode()).isEqualTo(reads);
        assertThat(Callers.as(login).get("/api/v1/territories/" + territory.path("id").asText()).statusCode()).isEqualTo(reads);
        assertThat(post(login, "{\"name\":\"" + unique("Matrix") + "\"}").statusCode()).isEqualTo(makes);
        assertThat(patched(login, "territories", territory, "{\"description\":\"x\"}").statusCode()).isEqualTo(changes);
        assigned(login, true, assigns);
        assertThat(Callers.anonymous().get("/api/v1/territories").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().body("{}").post("/api/v1/territories").statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().post("/api/v1/territories/assignment").statusCode()).isEqualTo(401);
    }

    private static JsonNode territory(String name, String more) {
        return created("sales-manager", "territories", "{\"name\":\"" + name + "\"" + more + "}");
    }

    private static JsonNode account(String industry, int employees, String more) {
        return created("crm-admin", "accounts", "{\"name\":\"" + unique("Account") + "\",\"industry\":\"" + industry + "\",\"numberOfEmployees\":" + employees
                + more + "}");
    }

    private static Response post(String login, String body) {
        return Callers.as(login).body(body).post("/api/v1/territories");
    }

    private static JsonNode assigned(String login, boolean dryRun, int status) {
        Response answer = Callers.as(login).queryParam("dryRun", dryRun).post("/api/v1/territories/assignment");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return json(answer);
    }

    private static String name(JsonNode record) {
        return record.path("name").asText();
    }

    /** The moves of accounts of one industry, told by their number of employees. */
    private static List<String> moves(JsonNode answer, String industry) {
        List<String> moves = new ArrayList<>();
        for (JsonNode move : answer.path("moves")) {
            JsonNode account = json(Callers.as("crm-admin").get("/api/v1/accounts/" + move.path("accountId").asText()));
            if (account.path("industry").asText().equals(industry)) {
                moves.add(account.path("numberOfEmployees").asInt() + " " + move.path("from").textValue() + ">" + move.path("to").asText());
            }
        }
        return moves;
    }

    private static int found(JsonNode answer, String territory) {
        for (JsonNode item : answer.path("territories")) {
            if (item.path("territory").asText().equals(territory)) {
                return item.path("accounts").asInt();
            }
        }
        return 0;
    }
}

package crm.local.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.local.Problem;
import crm.local.postgresql.PostgresServer;
import crm.local.rabbitmq.Management;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What all other modules' tests rely on. */
class TestPartsTest {

    private final TestParts parts = TestParts.shared();

    @Test
    void aDatabaseBelongsToItsRoleAndHasTheExtensionsThatServicesUse() throws Exception {
        try (TestDatabase database = parts.createDatabase("leads"); Connection connection = database.connect()) {
            for (String extension : List.of("pg_trgm", "fuzzystrmatch", "unaccent", "btree_gin")) {
                connection.createStatement().execute("create extension " + extension);
            }
            ResultSet similarity = connection.createStatement().executeQuery("select similarity('Müller', 'müller')");
            similarity.next();
            assertThat(similarity.getDouble(1)).isEqualTo(1.0);
        }
    }

    @Test
    void aRoleCannotEnterAnotherDatabase() throws Exception {
        try (TestDatabase mine = parts.createDatabase("leads"); TestDatabase other = parts.createDatabase("cases")) {
            PostgresServer asMe = new PostgresServer(mine.host(), mine.port(), mine.user(), mine.password());

            assertThatThrownBy(() -> asMe.connect(other.name())).hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> asMe.connect("postgres")).hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void onePersonMayBeNeededByManyAtTheSameTime() {
        List<CompletableFuture<String>> tokens = IntStream.range(0, 8)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> parts.accessToken("sales-rep"), run -> new Thread(run).start())).toList();
        assertThat(tokens).allSatisfy(token -> assertThat(token.join()).isNotBlank());
    }

    @Test
    void commitsAreWrittenToDiskBeforeTheyAreConfirmed() throws Exception {
        try (TestDatabase database = parts.createDatabase("leads"); Connection connection = database.connect()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                ResultSet value = connection.createStatement().executeQuery("show " + setting);
                value.next();
                assertThat(value.getString(1)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void aVirtualHostHoldsTheSharedTopology() throws Exception {
        try (TestVhost vhost = parts.createVhost("leads")) {
            JsonNode queues = vhost.management().get("/api/queues/" + Management.encoded(vhost.name()));
            List<String> names = StreamSupport.stream(queues.spliterator(), false).map(queue -> queue.get("name").asText()).toList();

            assertThat(names).contains("leads.conversion", "leads.conversion.retry", "leads.conversion.dead", "opportunities.conversion");
            assertThat(queues).allSatisfy(queue -> assertThat(queue.get("type").asText())
                    .isEqualTo(queue.get("name").asText().equals("gateway.stream") ? "stream" : "quorum"));
        }
    }

    @Test
    void aPublishedEventReachesTheQueueOfItsConsumer() throws Exception {
        try (TestVhost vhost = parts.createVhost("opportunities")) {
            JsonNode routed = vhost.management().post("/api/exchanges/" + vhost.name() + "/crm.events/publish", Map.of(
                    "properties", Map.of(), "routing_key", "crm.leads.lead-conversion-requested.v1",
                    "payload", "{}", "payload_encoding", "string"));

            assertThat(routed.get("routed").asBoolean()).isTrue();
            await().atMost(Duration.ofSeconds(30)).until(() -> vhost.messages("opportunities.conversion") == 1);
        }
    }

    @Test
    void aServicesUserMayNotDeclareNorReadQueuesOfOthers() throws Exception {
        try (TestVhost vhost = parts.createVhost("leads")) {
            JsonNode permissions = vhost.management().get("/api/permissions/" + vhost.name() + "/" + vhost.user());

            assertThat(permissions.get("configure").asText()).isEqualTo("^$");
            assertThat(permissions.get("write").asText()).isEqualTo("^crm\\.(events|retry|dead)$");
            assertThat(permissions.get("read").asText()).isEqualTo("^leads\\..*$");
        }
    }

    @Test
    void aTokenCarriesAudienceRolesAndFullGroups() throws Exception {
        JsonNode token = claims(parts.accessToken("sales-rep"));

        assertThat(token.get("iss").asText()).isEqualTo(parts.issuer());
        assertThat(texts(token.get("aud"))).containsExactly("crm-api");
        assertThat(token.get("preferred_username").asText()).isEqualTo("sales-rep");
        assertThat(texts(token.get("groups"))).containsExactly("/company/sales/sales-central");
        assertThat(texts(token.get("realm_access").get("roles"))).containsExactly("sales-rep");
        assertThat(token.get("exp").asLong() - token.get("iat").asLong()).isEqualTo(600);
    }

    @Test
    void theSecondSalesRepIsInAnotherTeamWithTheSameRole() throws Exception {
        JsonNode token = claims(parts.accessToken("sales-rep-2"));

        assertThat(texts(token.get("groups"))).containsExactly("/company/sales/sales-east");
        assertThat(texts(token.get("realm_access").get("roles"))).containsExactly("sales-rep");
    }

    @Test
    void theIntegrationClientHasItsRole() throws Exception {
        JsonNode token = claims(parts.integrationToken());

        assertThat(texts(token.get("aud"))).containsExactly("crm-api");
        assertThat(texts(token.get("realm_access").get("roles"))).containsExactly("integration");
    }

    @Test
    void onlyTheCommandLineClientTakesPasswords() {
        assertThatThrownBy(() -> parts.tokens().request(Map.of("grant_type", "password", "client_id", "crm-gateway",
                "client_secret", parts.clientSecret("crm-gateway"), "username", "sales-rep", "password", "crm")))
                .isInstanceOf(Problem.class).hasMessageContaining("unauthorized_client");
    }

    private static JsonNode claims(String token) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static List<String> texts(JsonNode node) {
        return node.isTextual() ? List.of(node.asText()) : StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList();
    }
}

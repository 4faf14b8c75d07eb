package crm.opportunities.opportunity;

import static crm.opportunities.Given.json;
import static crm.opportunities.Given.pipeline;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.stage;
import static crm.opportunities.Given.standingIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several people move the same few cards at once, each by what they saw last. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ConcurrentMovesTest {

    private static final int CARDS = 5;
    private static final int WORKERS = 8;
    private static final int MOVES_OF_EACH = 125;
    private static final List<String> PEOPLE = List.of("sales-rep", "sales-manager", "crm-admin");

    /** What one person saw of a card last. */
    private record Seen(long version, String stage) {}

    /** What came of one person's moves. */
    private record Outcome(Map<String, Integer> made, int refused) {}

    @Inject
    Pool pool;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void noUpdateIsLostInAThousandMovesAtOnce() throws Exception {
        Given.theTeamsAreKnown();
        JsonNode way = pipeline("\"A\",10", "\"B\",20", "\"C\",30", "\"D\",40");
        List<String> stages = IntStream.range(0, 4).mapToObj(i -> stage(way, i)).toList();
        List<JsonNode> cards = IntStream.range(0, CARDS).mapToObj(i -> standingIn(stages.get(0), "")).toList();
        PEOPLE.forEach(Callers::token);
        ExecutorService people = Executors.newFixedThreadPool(WORKERS);
        List<Outcome> outcomes = new ArrayList<>();
        try {
            List<Callable<Outcome>> work = IntStream.range(0, WORKERS).<Callable<Outcome>>mapToObj(i -> () -> moves(i, cards, stages)).toList();
            for (Future<Outcome> done : people.invokeAll(work)) {
                outcomes.add(done.get());
            }
        } finally {
            people.shutdown();
        }

        int refused = outcomes.stream().mapToInt(Outcome::refused).sum();
        int made = 0;
        for (JsonNode card : cards) {
            String id = card.path("id").asText();
            int movesOfCard = outcomes.stream().mapToInt(outcome -> outcome.made().getOrDefault(id, 0)).sum();
            made += movesOfCard;
            assertThat(read("sales-rep", "opportunities", card).path("version").asInt()).as("version of a card").isEqualTo(1 + movesOfCard);
            assertThat(count("select count(*) from opportunity_stage_history where opportunity_id = $1", id)).as("moves in its history").isEqualTo(movesOfCard);
            assertThat(count("select count(*) from record_history where record_id = $1 and version > 1", id)).as("changes in the audit").isEqualTo(movesOfCard);
            assertThat(count("select count(*) from (select from_stage_id, lag(to_stage_id) over (order by id) as left_for from opportunity_stage_history"
                    + " where opportunity_id = $1) as move where from_stage_id <> left_for", id)).as("moves from where it was not").isZero();
        }
        assertThat(made + refused).isEqualTo(WORKERS * MOVES_OF_EACH);
        // of the eight who first try to move a card, all by its first version, one makes the move
        assertThat(made).isGreaterThanOrEqualTo(CARDS);
        assertThat(refused).isGreaterThanOrEqualTo(CARDS * (WORKERS - 1));
    }

    private Outcome moves(int worker, List<JsonNode> cards, List<String> stages) throws Exception {
        Random random = new Random(worker);
        String token = Callers.token(PEOPLE.get(worker % PEOPLE.size()));
        Map<String, Seen> seen = new HashMap<>();
        cards.forEach(card -> seen.put(card.path("id").asText(), new Seen(1, stages.get(0))));
        Map<String, Integer> made = new HashMap<>();
        int refused = 0;
        for (int i = 0; i < MOVES_OF_EACH; i++) {
            String id = cards.get(random.nextInt(CARDS)).path("id").asText();
            Seen known = seen.get(id);
            List<String> elsewhere = stages.stream().filter(stage -> !stage.equals(known.stage())).toList();
            HttpResponse<byte[]> answer = move(token, id, known.version(), elsewhere.get(random.nextInt(elsewhere.size())));
            JsonNode body = json(answer.body());
            if (answer.statusCode() == 200) {
                assertThat(body.path("version").asLong()).as("one version after the one that was seen").isEqualTo(known.version() + 1);
                made.merge(id, 1, Integer::sum);
                seen.put(id, seen(body));
            } else {
                assertThat(answer.statusCode()).as(body.toString()).isEqualTo(412);
                assertThat(body.path("type").asText()).isEqualTo("urn:crm:problem:stale-version");
                JsonNode current = body.path("current");
                assertThat(current.path("id").asText()).isEqualTo(id);
                assertThat(current.path("version").asLong()).isGreaterThan(known.version());
                seen.put(id, seen(current));
                refused++;
            }
        }
        return new Outcome(made, refused);
    }

    private HttpResponse<byte[]> move(String token, String id, long version, String stage) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/opportunities/" + id + "/stage"))
                .timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
                .header("If-Match", "\"" + version + "\"").POST(HttpRequest.BodyPublishers.ofString("{\"stageId\":\"" + stage + "\"}")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Seen seen(JsonNode record) {
        return new Seen(record.path("version").asLong(), record.path("stageId").asText());
    }

    private long count(String sql, String id) {
        return pool.preparedQuery(sql).execute(Tuple.of(UUID.fromString(id))).await().atMost(Duration.ofSeconds(10)).iterator().next().getLong(0);
    }
}

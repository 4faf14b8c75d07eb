package crm.opportunities.opportunity;

import static crm.opportunities.Given.json;
import static crm.opportunities.Given.pipeline;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.stage;
import static crm.opportunities.Given.standingIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
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

    @Test
    void whoMovesACardByAVersionThatIsNotTrueAnyMoreIsTold() throws Exception {
        Given.theTeamsAreKnown();
        JsonNode way = pipeline("\"A\",10", "\"B\",20", "\"C\",30");
        JsonNode card = standingIn(stage(way, 0), "");
        String token = Callers.token("sales-rep");
        String id = card.path("id").asText();

        assertThat(move(token, id, 1, stage(way, 1)).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> late = move(token, id, 1, stage(way, 2));

        assertThat(late.statusCode()).as("If-Match: the version before the other one's move").isEqualTo(412);
        assertThat(json(late.body()).at("/current/stageId").asText()).isEqualTo(stage(way, 1));
        assertThat(read("sales-rep", "opportunities", card).path("version").asInt()).isEqualTo(2);
    }

    /** Both have read the row before either writes it: what their If-Match says is true for both, and only the row's version tells. */
    @Test
    void ofTwoWhoseMovesMeetInTheDatabaseOneIsMade() throws Exception {
        Given.theTeamsAreKnown();
        JsonNode way = pipeline("\"A\",10", "\"B\",20", "\"C\",30");
        String id = standingIn(stage(way, 0), "").path("id").asText();
        List<String> tokens = List.of(Callers.token("sales-rep"), Callers.token("crm-admin"));
        ExecutorService people = Executors.newFixedThreadPool(2);
        SqlConnection holder = pool.getConnection().await().atMost(Duration.ofSeconds(10));
        try {
            Transaction held = holder.begin().await().atMost(Duration.ofSeconds(10));
            int pid = holder.query("select pg_backend_pid()").execute().await().atMost(Duration.ofSeconds(10)).iterator().next().getInteger(0);
            holder.preparedQuery("select 1 from opportunity where id = $1 for no key update").execute(Tuple.of(UUID.fromString(id))).await().atMost(Duration.ofSeconds(10));
            List<Future<HttpResponse<byte[]>>> moves = IntStream.range(0, 2)
                    .mapToObj(i -> people.submit(() -> move(tokens.get(i), id, 1, stage(way, i + 1)))).toList();
            await().atMost(Duration.ofSeconds(20)).until(() -> waitingFor(pid) == 2);
            held.commit().await().atMost(Duration.ofSeconds(10));

            List<Integer> answers = new ArrayList<>();
            for (Future<HttpResponse<byte[]>> move : moves) {
                answers.add(move.get().statusCode());
            }
            assertThat(answers).as("two moves that both saw version 1").containsExactlyInAnyOrder(200, 412);
            assertThat(count("select version from opportunity where id = $1", id)).isEqualTo(2);
            assertThat(count("select count(*) from opportunity_stage_history where opportunity_id = $1", id)).isEqualTo(1);
        } finally {
            holder.close().await().atMost(Duration.ofSeconds(10));
            people.shutdown();
        }
    }

    /** How many wait for a transaction, or for one that waits for it. */
    private long waitingFor(int pid) {
        return pool.preparedQuery("with recursive waiting as (select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid))"
                        + " union select next.pid from pg_stat_activity next join waiting on waiting.pid = any(pg_blocking_pids(next.pid)))"
                        + " select count(*) from waiting")
                .execute(Tuple.of(pid)).await().atMost(Duration.ofSeconds(10)).iterator().next().getLong(0);
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

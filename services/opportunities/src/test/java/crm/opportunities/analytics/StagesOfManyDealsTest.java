package crm.opportunities.analytics;

import static crm.opportunities.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.testing.Callers;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happened to deals: what is told of their stages is what a visit of each of them finds. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class StagesOfManyDealsTest {

    /** Finds everything, and no sum is kept for it. */
    private static final String VISIT = "createdAt=gt=1970-01-01T00:00:00Z";

    @Inject
    Pool pool;

    @Inject
    FigureLedger ledger;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void howFarTheyCameIsKeptAddedUpAsAVisitFindsIt(long seed) {
        RandomPipeline pipeline = new RandomPipeline(seed, pool);
        List<String> before = answers(pipeline, null);

        assertThat(before).isEqualTo(answers(pipeline, VISIT));
        ledger.addUp().await().atMost(Duration.ofSeconds(20));
        assertThat(answers(pipeline, null)).isEqualTo(before);

        JsonNode answer = conversion("sales-rep-2", pipeline, null, "from", "2031-01-15", "to", "2031-03-05");
        assertThat(answer.at("/items/0/count").asInt()).isPositive();
        for (JsonNode number : answer.findParents("count")) {
            JsonNode list = json(Callers.as("sales-rep-2").queryParam("filter", number.path("filter").asText()).queryParam("count", "true").queryParam("limit", "1")
                    .get("/api/v1/opportunities"));
            assertThat(list.path("total").asInt()).as(number.toString()).isEqualTo(number.path("count").asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void timeInStagesIsThatOfEachDealOneByOne(long seed) {
        RandomPipeline pipeline = new RandomPipeline(seed, pool);
        UUID product = pipeline.products.get(0);

        same(pipeline, null, stay -> true);
        same(pipeline, "leadSource==\"" + pipeline.source + "\"", stay -> pipeline.source.equals(stay.source()));
        same(pipeline, "owner==sales-rep-2", stay -> "sales-rep-2".equals(stay.owner()));
        same(pipeline, "productId==" + product, stay -> product.equals(stay.product()));
    }

    private static List<String> answers(RandomPipeline pipeline, String filter) {
        List<String> answers = new ArrayList<>();
        for (String login : List.of("executive", "sales-manager", "sales-rep", "sales-rep-2")) {
            answers.add(login + plain(conversion(login, pipeline, filter, "from", "2031-01-01", "to", "2031-12-31")));
            answers.add(login + plain(conversion(login, pipeline, filter, "period", "2031-02")));
            answers.add(login + plain(conversion(login, pipeline, filter, "from", "2031-01-07", "to", "2031-01-07")));
        }
        return answers;
    }

    private static void same(RandomPipeline pipeline, String filter, Predicate<RandomPipeline.Stay> which) {
        OffsetDateTime from = OffsetDateTime.parse("2031-01-20T00:00:00Z");
        OffsetDateTime until = OffsetDateTime.parse("2031-04-01T00:00:00Z");
        Map<UUID, Map<UUID, Long>> byStage = new HashMap<>();
        pipeline.stays().stream().filter(which).filter(stay -> !stay.closedAt().isBefore(from) && stay.closedAt().isBefore(until))
                .forEach(stay -> byStage.computeIfAbsent(stay.stage(), stage -> new HashMap<>()).merge(stay.deal(), stay.seconds(), Long::sum));
        JsonNode answer = figures("executive", "stage-duration", pipeline, filter, "from", "2031-01-20", "to", "2031-03-31");
        for (JsonNode stage : answer.path("items")) {
            List<Long> seconds = byStage.getOrDefault(UUID.fromString(stage.path("stageId").asText()), Map.of()).values().stream().sorted().collect(Collectors.toList());
            assertThat(stage.path("count").asInt()).isEqualTo(seconds.size());
            if (!seconds.isEmpty()) {
                assertThat(stage.path("averageSeconds").asLong()).isEqualTo(Math.round(seconds.stream().mapToLong(each -> each).average().orElseThrow()));
                assertThat(stage.path("medianSeconds").asLong()).isEqualTo(percentile(seconds, 0.5));
                assertThat(stage.path("p90Seconds").asLong()).isEqualTo(percentile(seconds, 0.9));
            }
        }
        assertThat(filter == null && byStage.isEmpty()).as("no closed deal moved").isFalse();
    }

    /** Between the two that stand around it, in proportion. */
    private static long percentile(List<Long> sorted, double share) {
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        double low = sorted.get(below);
        return Math.round(below + 1 == sorted.size() ? low : low + (place - below) * (sorted.get(below + 1) - low));
    }

    private static JsonNode conversion(String login, RandomPipeline pipeline, String filter, String... time) {
        return figures(login, "conversion?cohort=created", pipeline, filter, time);
    }

    private static JsonNode figures(String login, String figure, RandomPipeline pipeline, String filter, String... time) {
        var request = Callers.as(login).queryParam("pipelineId", pipeline.id);
        for (int i = 0; i < time.length; i += 2) {
            request = request.queryParam(time[i], time[i + 1]);
        }
        Response answer = (filter == null ? request : request.queryParam("filter", filter)).get("/api/v1/analytics/" + figure);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return json(answer);
    }

    private static String plain(JsonNode answer) {
        JsonNode items = answer.path("items");
        items.forEach(item -> {
            ((ObjectNode) item).remove("filter");
            ((ObjectNode) item.path("lostHere")).remove("filter");
        });
        return items.toString();
    }
}

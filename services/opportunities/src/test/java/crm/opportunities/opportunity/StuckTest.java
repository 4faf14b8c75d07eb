package crm.opportunities.opportunity;

import static crm.opportunities.Given.json;
import static crm.opportunities.Given.pipeline;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.stage;
import static crm.opportunities.Given.standingIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class StuckTest {

    private static final String STUCK = "crm.opportunities.opportunity-stuck.v1";

    @Inject
    StuckOpportunities sweep;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @Test
    void whatStandsLongerThanItsStageTakesIsStuck() {
        JsonNode way = pipeline("\"Quick\",10,\"maxDays\":5", "\"Slow\",20");
        JsonNode fresh = standingIn(stage(way, 0), "");
        JsonNode stuck = standing(stage(way, 0), 6);
        JsonNode atItsLimit = standing(stage(way, 0), 4);
        JsonNode endless = standing(stage(way, 1), 900);

        assertThat(Stream.of(fresh, stuck, atItsLimit, endless).map(deal -> read("sales-rep", "opportunities", deal).path("stuck").asBoolean()))
                .containsExactly(false, true, false, false);
        assertThat(stuck(way)).containsExactly(id(stuck));
        JsonNode card = json(Callers.as("sales-rep").get("/api/v1/pipelines/" + way.path("id").asText() + "/board")).path("columns").get(0);
        assertThat(card.path("maxDays").asInt()).isEqualTo(5);
        assertThat(card.path("cards")).filteredOn(each -> each.path("stuck").asBoolean()).extracting(StuckTest::id).containsExactly(id(stuck));
        JsonNode changed = json(Callers.as("sales-rep").header("If-Match", "*").body("{\"nextStep\":\"Call\"}").patch(path(stuck)));
        assertThat(changed.path("stuck").asBoolean()).isTrue();
        assertThat(json(Callers.as("sales-rep").body("{\"stageId\":\"" + stage(way, 1) + "\"}").post(path(stuck) + "/stage")).path("stuck").asBoolean()).isFalse();
        assertThat(stuck(way)).isEmpty();
    }

    @Test
    void eachStayInAStageIsToldOnceHoweverManyInstancesLook() throws Exception {
        JsonNode way = pipeline("\"Quick\",10,\"maxDays\":5", "\"Next\",20,\"maxDays\":5");
        try (PublishedEvents published = PublishedEvents.hear()) {
            List<JsonNode> deals = IntStream.range(0, 12).mapToObj(i -> standing(stage(way, 0), 7)).toList();
            CompletableFuture.allOf(IntStream.range(0, 4).mapToObj(i -> CompletableFuture.runAsync(this::look)).toArray(CompletableFuture[]::new)).get();
            look();
            for (JsonNode deal : deals) {
                // what is told after the looks comes after all that they told
                Callers.as("sales-rep").body("{\"stageId\":\"" + stage(way, 1) + "\"}").post(path(deal) + "/stage").then().statusCode(200);
                List<JsonNode> events = published.await(id(deal), 5);
                assertThat(events).extracting(event -> event.path("type").asText().replace("crm.opportunities.opportunity-", "") + " " + event.path("recordversion").asInt())
                        .containsExactly("created.v1 1", "changed.v1 2", "stuck.v1 2", "changed.v1 3", "stage-changed.v1 3");
            }
            JsonNode told = published.about(id(deals.get(0))).get(2).path("data");
            assertThat(told.path("stageName").asText()).isEqualTo("Quick");
            assertThat(told.path("owner").asText()).isEqualTo("sales-rep");
            assertThat(told.path("daysInStage").asInt()).isEqualTo(7);
            assertThat(told.path("maxDays").asInt()).isEqualTo(5);

            // another stage is another stay
            age(deals.get(0), 8);
            look();
            assertThat(published.await(id(deals.get(0)), 7).get(6).path("type").asText()).isEqualTo(STUCK);
            assertThat(published.about(id(deals.get(0))).get(6).at("/data/stageName").asText()).isEqualTo("Next");
        }
    }

    private void look() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> sweep.lookAt(clock.instant()));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private JsonNode standing(String stage, int days) {
        JsonNode deal = standingIn(stage, "");
        age(deal, days);
        return deal;
    }

    private void age(JsonNode deal, int days) {
        pool.preparedQuery("update opportunity set stage_entered_at = now() - make_interval(days => $2, hours => 1) where id = $1")
                .execute(Tuple.of(UUID.fromString(id(deal)), days)).await().atMost(Duration.ofSeconds(10));
    }

    private static List<String> stuck(JsonNode pipeline) {
        JsonNode items = json(Callers.as("sales-rep").queryParam("filter", "stuck==true;pipelineId==" + pipeline.path("id").asText())
                .get("/api/v1/opportunities")).path("items");
        return IntStream.range(0, items.size()).mapToObj(i -> id(items.get(i))).toList();
    }

    private static String path(JsonNode deal) {
        return "/api/v1/opportunities/" + id(deal);
    }

    private static String id(JsonNode deal) {
        return deal.path("id").asText();
    }
}

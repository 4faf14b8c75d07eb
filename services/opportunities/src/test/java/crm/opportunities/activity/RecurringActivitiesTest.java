package crm.opportunities.activity;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.read;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class RecurringActivitiesTest {

    @Inject
    Reminders reminders;

    @Inject
    Clock clock;

    @Test
    void whatWasCompletedByMistakeIsOpenAgainAndItsNextOneIsTakenBack() {
        JsonNode task = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"" + unique("Mistake") + "\",\"dueAt\":\"2099-10-19T07:00:00Z\",\"recurrence\":\"FREQ=WEEKLY\"}");
        JsonNode done = json(complete("sales-rep", task));

        JsonNode open = json(reopen(task).then().statusCode(200).extract().response());
        assertThat(open.path("status").asText()).isEqualTo("OPEN");
        assertThat(open.path("version").asInt()).isEqualTo(3);
        assertThat(List.of(open.has("completedAt"), open.has("completedBy"), open.has("nextId"))).containsOnly(false);
        assertThat(at(done.path("nextId").asText()).has("archivedAt")).isTrue();
        assertThat(json(reopen(task)).path("version").asInt()).isEqualTo(3);

        JsonNode again = json(complete("sales-rep", task));
        String next = again.path("nextId").asText();
        assertThat(next).isNotEmpty().isNotEqualTo(done.path("nextId").asText());
        patched("sales-rep", "activities", at(next), "{\"priority\":\"HIGH\"}").then().statusCode(200);
        assertThat(json(reopen(task).then().statusCode(409).extract().response()).path("type").asText()).isEqualTo("urn:crm:problem:series-went-on");
        assertThat(read("sales-rep", "activities", task).path("status").asText()).isEqualTo("COMPLETED");
    }

    @Test
    void whatWasCancelledOrArchivedIsNotOpenedAgain() {
        JsonNode task = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"" + unique("Cancelled") + "\",\"status\":\"CANCELLED\"}");
        assertThat(json(reopen(task)).path("type").asText()).isEqualTo("urn:crm:problem:cancelled");
        Callers.as("sales-rep").header("If-Match", "*").delete("/api/v1/activities/" + task.path("id").asText()).then().statusCode(200);
        assertThat(json(reopen(task)).path("type").asText()).isEqualTo("urn:crm:problem:archived");
        Callers.as("sales-rep").body("{\"outcome\":\"x\"}").post("/api/v1/activities/" + task.path("id").asText() + "/reopening").then().statusCode(400);
    }

    private static JsonNode at(String id) {
        return json(Callers.as("sales-rep").get("/api/v1/activities/" + id));
    }

    private static Response reopen(JsonNode activity) {
        return Callers.as("sales-rep").body("{}").post("/api/v1/activities/" + activity.path("id").asText() + "/reopening");
    }

    @Test
    void completingOneMakesTheNextByTheClockOnTheWall() {
        String account = Given.account("sales-rep", unique("Account")).path("id").asText();
        JsonNode first = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Weekly report\",\"dueAt\":\"2099-10-19T07:00:00Z\",\"reminderAt\":\"2099-10-19T06:30:00Z\","
                + "\"recurrence\":\"FREQ=WEEKLY;BYDAY=MO\",\"timeZone\":\"Europe/Berlin\",\"tags\":[\"report\"],\"relatedTo\":[{\"type\":\"account\",\"id\":\"" + account + "\"}]}");
        assertThat(first.path("seriesId")).isEqualTo(first.path("id"));
        assertThat(first.path("occurrence").asInt()).isEqualTo(1);

        JsonNode done = json(complete("sales-rep", first));

        JsonNode next = json(Callers.as("sales-rep").get("/api/v1/activities/" + done.path("nextId").asText()));
        assertThat(next.path("status").asText()).isEqualTo("OPEN");
        assertThat(next.path("dueAt").asText()).isEqualTo("2099-10-26T08:00:00Z");
        assertThat(next.path("reminderAt").asText()).isEqualTo("2099-10-26T07:30:00Z");
        assertThat(next.path("occurrence").asInt()).isEqualTo(2);
        for (String same : List.of("type", "subject", "priority", "owner", "team", "tags", "relatedTo", "recurrence", "timeZone", "seriesId", "seriesStart")) {
            assertThat(next.path(same)).as(same).isEqualTo(first.path(same));
        }
        JsonNode history = json(Callers.as("sales-rep").get("/api/v1/activities/" + first.path("id").asText() + "/history"));
        assertThat(history.at("/items/0/changes").findValuesAsText("field")).contains("status", "nextId");
    }

    @Test
    void whoCompletesItTwiceOrOpensItAgainGetsOneNext() {
        JsonNode task = recurring("2099-01-05T09:00:00Z", "FREQ=DAILY");
        String series = task.path("id").asText();

        List<Integer> answers = IntStream.range(0, 4).parallel().mapToObj(i -> complete("sales-rep", task).statusCode()).toList();

        assertThat(answers).contains(200);
        assertThat(ofSeries(series)).isEqualTo(2);
        assertThat(patched("sales-rep", "activities", task, "{\"status\":\"OPEN\"}").statusCode()).isEqualTo(200);
        assertThat(complete("sales-rep", task).statusCode()).isEqualTo(200);
        assertThat(ofSeries(series)).isEqualTo(2);
    }

    @Test
    void whatWasMissedIsPassedOver() {
        Instant today = clock.instant().truncatedTo(ChronoUnit.HOURS);
        JsonNode task = recurring(today.minus(Duration.ofDays(30)).plus(Duration.ofHours(1)).toString(), "FREQ=DAILY");

        JsonNode done = json(complete("sales-rep", task));

        JsonNode next = json(Callers.as("sales-rep").get("/api/v1/activities/" + done.path("nextId").asText()));
        assertThat(Instant.parse(next.path("dueAt").asText())).isBetween(today, today.plus(Duration.ofDays(1)).plus(Duration.ofHours(1)));
        assertThat(next.path("occurrence").asInt()).isEqualTo(2);
    }

    @Test
    void aSeriesEndsWithItsRuleOrWhenItIsCancelledOrTheRuleIsTakenAway() {
        JsonNode last = recurring("2099-01-05T09:00:00Z", "FREQ=DAILY;COUNT=1");
        assertThat(json(complete("sales-rep", last)).has("nextId")).isFalse();
        JsonNode cancelled = recurring("2099-01-05T09:00:00Z", "FREQ=DAILY");
        patched("sales-rep", "activities", cancelled, "{\"status\":\"CANCELLED\"}").then().statusCode(200);
        assertThat(ofSeries(cancelled.path("id").asText())).isEqualTo(1);
        JsonNode once = recurring("2099-01-05T09:00:00Z", "FREQ=DAILY");
        patched("sales-rep", "activities", once, "{\"recurrence\":null}").then().statusCode(200);
        assertThat(json(complete("sales-rep", once)).has("nextId")).isFalse();
    }

    @Test
    void oneThatIsMovedKeepsTheRuleAndAnotherRuleBeginsAnew() {
        JsonNode moved = recurring("2099-01-05T09:00:00Z", "FREQ=WEEKLY");
        patched("sales-rep", "activities", moved, "{\"dueAt\":\"2099-01-07T15:00:00Z\"}").then().statusCode(200);
        assertThat(next(moved).path("dueAt").asText()).isEqualTo("2099-01-12T09:00:00Z");

        JsonNode changed = recurring("2099-01-05T09:00:00Z", "FREQ=WEEKLY");
        patched("sales-rep", "activities", changed, "{\"dueAt\":\"2099-01-07T15:00:00Z\",\"recurrence\":\"FREQ=DAILY\"}").then().statusCode(200);
        assertThat(next(changed).path("dueAt").asText()).isEqualTo("2099-01-08T15:00:00Z");
    }

    @Test
    void aRuleThatCannotWorkIsRefused() {
        refused("\"recurrence\":\"FREQ=WEEKLY\"");
        refused("\"dueAt\":\"2099-01-05T09:00:00Z\",\"recurrence\":\"every week\"");
        refused("\"dueAt\":\"2099-01-05T09:00:00Z\",\"recurrence\":\"FREQ=DAILY\",\"timeZone\":\"Moon/Base\"");
        JsonNode task = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Once\"}");
        assertThat(patched("sales-rep", "activities", task, "{\"recurrence\":\"FREQ=DAILY\"}").statusCode()).isEqualTo(422);
        assertThat(patched("sales-rep", "activities", task, "{\"occurrence\":7}").statusCode()).isEqualTo(422);
    }

    @Test
    void peopleAreRemindedOnceHoweverManyLook() throws Exception {
        try (PublishedEvents published = PublishedEvents.hear()) {
            JsonNode task = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Remind me\",\"dueAt\":\"2099-01-05T09:00:00Z\",\"reminderAt\":\""
                    + clock.instant().minusSeconds(1) + "\"}");
            String id = task.path("id").asText();

            IntStream.range(0, 4).parallel().forEach(i -> look());

            JsonNode reminded = published.await(id, 3).stream().filter(event -> event.path("type").asText().equals("crm.opportunities.activity-reminded.v1")).toList().get(0);
            assertThat(reminded.at("/data/owner").asText()).isEqualTo("sales-rep");
            assertThat(reminded.at("/data/dueAt").asText()).isEqualTo("2099-01-05T09:00:00Z");
            look();
            assertThat(read("sales-rep", "activities", task).path("version").asInt()).isEqualTo(2);
            // another moment reminds again
            patched("sales-rep", "activities", task, "{\"reminderAt\":\"" + clock.instant().minusSeconds(1) + "\"}").then().statusCode(200);
            look();
            await().until(() -> published.about(id).stream().filter(event -> event.path("type").asText().endsWith("activity-reminded.v1")).count() == 2);
        }
    }

    @Test
    void nobodyIsRemindedOfWhatIsDone() {
        JsonNode task = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Done\",\"status\":\"COMPLETED\",\"reminderAt\":\"" + clock.instant().minusSeconds(1) + "\"}");

        look();

        assertThat(read("sales-rep", "activities", task).has("remindedAt")).isFalse();
    }

    private void look() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> reminders.lookAt(clock.instant()));
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void refused(String members) {
        Response answer = Callers.as("sales-rep").body("{\"type\":\"TASK\",\"subject\":\"x\"," + members + "}").post("/api/v1/activities");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
    }

    private static JsonNode recurring(String dueAt, String rule) {
        return created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Again\",\"dueAt\":\"" + dueAt + "\",\"recurrence\":\"" + rule + "\",\"timeZone\":\"UTC\"}");
    }

    private static JsonNode next(JsonNode activity) {
        return json(Callers.as("sales-rep").get("/api/v1/activities/" + json(complete("sales-rep", activity)).path("nextId").asText()));
    }

    private static Response complete(String login, JsonNode activity) {
        return Callers.as(login).body("{}").post("/api/v1/activities/" + activity.path("id").asText() + "/completion");
    }

    private static int ofSeries(String series) {
        return json(Callers.as("sales-rep").queryParam("filter", "seriesId==" + series).get("/api/v1/activities")).path("items").size();
    }
}

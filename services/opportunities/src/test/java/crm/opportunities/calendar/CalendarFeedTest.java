package crm.opportunities.calendar;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class CalendarFeedTest {

    private static final String FEED = "/api/v1/activities/calendar";

    @Inject
    Pool pool;

    @Test
    void theCalendarShowsWhatIsMineWithoutALogin() {
        Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        String subject = unique("Demo; with, signs");
        JsonNode meeting = created("sales-rep", "activities", "{\"type\":\"MEETING\",\"subject\":\"" + subject + "\",\"startsAt\":\"" + tomorrow + "\",\"durationMinutes\":45}");
        JsonNode task = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Send it\",\"dueAt\":\"" + tomorrow + "\"}");
        JsonNode weekly = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Weekly\",\"dueAt\":\"" + tomorrow + "\",\"recurrence\":\"FREQ=WEEKLY;COUNT=3\",\"timeZone\":\"UTC\"}");
        JsonNode others = created("sales-rep-2", "activities", "{\"type\":\"TASK\",\"subject\":\"Not mine\",\"dueAt\":\"" + tomorrow + "\"}");
        JsonNode cancelled = created("sales-rep", "activities", "{\"type\":\"TASK\",\"subject\":\"Off\",\"status\":\"CANCELLED\",\"dueAt\":\"" + tomorrow + "\"}");

        Response feed = given().get(opened("sales-rep"));

        assertThat(feed.statusCode()).isEqualTo(200);
        assertThat(feed.contentType()).isEqualTo("text/calendar; charset=UTF-8");
        String text = feed.asString().replace("\r\n ", "");
        assertThat(text).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:").endsWith("END:VCALENDAR\r\n");
        String begins = CalendarText.stamp(tomorrow);
        assertThat(event(text, meeting.path("id").asText())).contains("DTSTART:" + begins + "\r\nDTEND:" + CalendarText.stamp(tomorrow.plus(Duration.ofMinutes(45))) + "\r\n"
                + "SUMMARY:" + subject.replace(";", "\\;").replace(",", "\\,") + "\r\n", "TRANSP:OPAQUE");
        assertThat(event(text, task.path("id").asText())).contains("DTSTART:" + begins + "\r\nSUMMARY:Task: Send it\r\n", "TRANSP:TRANSPARENT").doesNotContain("DTEND");
        for (int week = 1; week <= 2; week++) {
            String moment = CalendarText.stamp(tomorrow.plus(Duration.ofDays(7L * week)));
            assertThat(event(text, weekly.path("id").asText() + "-" + moment)).contains("DTSTART:" + moment);
        }
        assertThat(text).doesNotContain(weekly.path("id").asText() + "-" + CalendarText.stamp(tomorrow.plus(Duration.ofDays(21))));
        assertThat(text).doesNotContain(others.path("id").asText(), cancelled.path("id").asText());
    }

    @Test
    void aNewAddressEndsTheOldOneAndAClosedFeedIsGone() {
        String first = opened("sales-manager");
        assertThat(given().get(first).statusCode()).isEqualTo(200);
        String second = opened("sales-manager");
        assertThat(given().get(first).statusCode()).isEqualTo(404);
        assertThat(given().get(second).statusCode()).isEqualTo(200);
        assertThat(json(Callers.as("sales-manager").get(FEED)).path("readAt").isTextual()).isTrue();

        assertThat(Callers.as("sales-manager").delete(FEED).statusCode()).isEqualTo(204);

        assertThat(given().get(second).statusCode()).isEqualTo(404);
        assertThat(Callers.as("sales-manager").get(FEED).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyWhatAHashMakesOfTheTokenIsKept() {
        String token = opened("marketer").replaceFirst(".*token=", "");

        assertThat(count("select count(*) from calendar_feed where token_hash = '" + FeedToken.hash(token) + "'")).isEqualTo(1);
        assertThat(count("select count(*) from calendar_feed where calendar_feed::text like '%" + token + "%'")).isZero();
        assertThat(token).hasSize(43);
    }

    @Test
    void whatOpensNoCalendarFindsNone() {
        for (String wrong : new String[] {"", "?token=", "?token=guess", "?token=" + FeedToken.hash("guess")}) {
            assertThat(given().get(FEED + ".ics" + wrong).statusCode()).as(wrong).isEqualTo(404);
        }
    }

    @Test
    void whoHasLeftHasNoCalendar() {
        String address = opened("support-manager");
        pool.query("update calendar_feed set login = 'left-us' where login = 'support-manager'").execute().await().atMost(Duration.ofSeconds(10));
        crm.opportunities.Given.theTeamsAreKnown();

        assertThat(given().get(address).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"sales-rep-2,201", "marketing-manager,201", "support-agent,201", "success-manager,201", "crm-admin,201", "integration,403", "data-steward,403",
            "compliance-officer,403", "executive,403"})
    void whoOwnsActivitiesHasACalendar(String login, int status) {
        assertThat(Callers.as(login).post(FEED).statusCode()).isEqualTo(status);
        assertThat(Callers.as(login).get(FEED).statusCode()).isEqualTo(status == 201 ? 200 : 403);
        assertThat(Callers.as(login).delete(FEED).statusCode()).isEqualTo(status == 201 ? 204 : 403);
        assertThat(Callers.anonymous().get(FEED).statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().post(FEED).statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().delete(FEED).statusCode()).isEqualTo(401);
    }

    private static String opened(String login) {
        Response answer = Callers.as(login).post(FEED);
        assertThat(answer.statusCode()).isEqualTo(201);
        return json(answer).path("path").asText();
    }

    private static String event(String calendar, String uid) {
        int at = calendar.indexOf("UID:" + uid + "@");
        assertThat(at).as(uid).isPositive();
        return calendar.substring(at, calendar.indexOf("END:VEVENT", at));
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10)).iterator().next().getLong(0);
    }
}

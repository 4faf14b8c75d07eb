package crm.opportunities.quick;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class LogQuicklyTest {

    /** Names are of letters only, so that they are read as names. */
    private final String first = name();
    private String account;

    @BeforeEach
    void thereIsAnAccount() {
        account = Given.account("sales-rep", unique("Acme")).path("id").asText();
    }

    @Test
    void oneLineMakesTheCallAndTheTaskAboutTheContactAndTheAccount() {
        String contact = contact(first, "Ito", account);
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        JsonNode answer = logged("called " + first + ", left voicemail, wants quote in 3 days", "");

        JsonNode call = answer.at("/activities/0");
        assertThat(call.path("type").asText()).isEqualTo("CALL");
        assertThat(call.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(call.path("direction").asText()).isEqualTo("OUTBOUND");
        assertThat(call.path("subject").asText()).isEqualTo("Called " + first);
        assertThat(call.path("outcome").asText()).isEqualTo("left voicemail");
        assertThat(call.path("completedBy").asText()).isEqualTo("sales-rep");
        assertThat(Instant.parse(call.path("completedAt").asText())).isBetween(before, Instant.now());
        String links = "[{\"type\":\"contact\",\"id\":\"" + contact + "\"},{\"type\":\"account\",\"id\":\"" + account + "\"}]";
        assertThat(call.path("relatedTo").toString()).isEqualTo(links);
        JsonNode task = answer.at("/activities/1");
        assertThat(task.path("type").asText()).isEqualTo("TASK");
        assertThat(task.path("status").asText()).isEqualTo("OPEN");
        assertThat(task.path("subject").asText()).isEqualTo("Wants quote");
        assertThat(task.path("owner").asText()).isEqualTo("sales-rep");
        assertThat(task.path("relatedTo").toString()).isEqualTo(links);
        assertThat(Instant.parse(task.path("dueAt").asText()).atZone(ZoneId.of("Asia/Tokyo")).toLocalTime()).isEqualTo(LocalTime.of(17, 0));
        assertThat(answer.path("understood")).hasSize(2);
        assertThat(answer.at("/understood/1").asText()).startsWith("Task, due ").endsWith("17:00 Asia/Tokyo: Wants quote");
        assertThat(answer.at("/notes/0").asText()).startsWith(first + " is " + first + " Ito, Acme");
        assertThat(Given.read("sales-rep", "activities", task)).isEqualTo(task);
    }

    @Test
    void aLineIsReadAndAnsweredInGermanForWhoeverReadsGerman() {
        String contact = contact(first, "Ito", account);

        Response answered = Callers.as("sales-rep").header("Accept-Language", "de").body("{\"text\":\"" + first + " angerufen, nachfassen in 3 Tagen\"}").post("/api/v1/activities/quick");

        assertThat(answered.statusCode()).isEqualTo(201);
        JsonNode answer = json(answered);
        assertThat(answer.at("/activities/0/type").asText()).isEqualTo("CALL");
        assertThat(answer.at("/activities/0/subject").asText()).isEqualTo(first + " angerufen");
        assertThat(answer.at("/activities/0/relatedTo/0/id").asText()).isEqualTo(contact);
        assertThat(answer.at("/activities/1/subject").asText()).isEqualTo("Nachfassen");
        assertThat(answer.at("/understood/0").asText()).startsWith("Anruf, erledigt ").endsWith(": " + first + " angerufen");
        assertThat(answer.at("/understood/1").asText()).startsWith("Aufgabe, fällig ").contains(" 17:00 ");
        assertThat(answer.at("/notes/0").asText()).startsWith(first + " ist " + first + " Ito, Acme");
    }

    @Test
    void whoeverIsMeantIsAskedForAndTheAnswerIsTaken() {
        String ito = contact(first, "Ito", account);
        String mori = contact(first, "Mori", Given.account("sales-rep", unique("Globex")).path("id").asText());

        Response asked = quick("sales-rep", "called " + first, "");
        assertThat(asked.statusCode()).isEqualTo(422);
        JsonNode problem = json(asked);
        assertThat(problem.path("type").asText()).isEqualTo("urn:crm:problem:not-clear");
        assertThat(problem.path("questions")).hasSize(1);
        assertThat(problem.at("/questions/0/about").asText()).isEqualTo("who");
        assertThat(problem.at("/questions/0/question").asText()).isEqualTo("Which " + first + "?");
        assertThat(problem.at("/questions/0/options").findValuesAsText("id")).containsExactlyInAnyOrder(ito, mori);
        assertThat(about("contact:" + ito)).isZero();

        JsonNode answer = logged("called " + first, ",\"relatedTo\":[{\"type\":\"contact\",\"id\":\"" + mori + "\"}]");
        assertThat(answer.at("/activities/0/relatedTo/0/id").asText()).isEqualTo(mori);
        // the account at hand tells too, and so does the company in the line
        assertThat(logged("called " + first, ",\"relatedTo\":[{\"type\":\"account\",\"id\":\"" + account + "\"}]").at("/activities/0/relatedTo/1/id").asText()).isEqualTo(ito);
        assertThat(logged("called " + first + " from Globex", "").at("/activities/0/relatedTo/0/id").asText()).isEqualTo(mori);
        assertThat(logged("called " + first + " Ito", "").at("/activities/0/relatedTo/0/id").asText()).isEqualTo(ito);
    }

    @Test
    void aContactIsKnownByTheirAddressAndNobodyIsInvented() {
        String mail = UUID.randomUUID() + "@example.org";
        String id = created("sales-rep", "contacts", "{\"lastName\":\"Kato\",\"emails\":[\"" + mail + "\"]}").path("id").asText();

        assertThat(logged("emailed " + mail + " the price list", "").at("/activities/0/relatedTo/0/id").asText()).isEqualTo(id);
        JsonNode nobody = logged("called " + first, "");
        assertThat(nobody.at("/activities/0/relatedTo")).isEmpty();
        assertThat(nobody.at("/notes/0").asText()).isEqualTo(first + " is none of the contacts that you see; the name stays in the text.");
        String lead = UUID.randomUUID().toString();
        assertThat(logged("called " + first, ",\"relatedTo\":[{\"type\":\"lead\",\"id\":\"" + lead + "\"}]").at("/activities/0/relatedTo/0/id").asText()).isEqualTo(lead);
    }

    @Test
    void whatComesAgainBeginsASeries() {
        JsonNode task = logged("send " + first + " report every Monday 9am", "").at("/activities/0");

        assertThat(task.path("recurrence").asText()).isEqualTo("FREQ=WEEKLY;BYDAY=MO");
        assertThat(task.path("timeZone").asText()).isEqualTo("Asia/Tokyo");
        assertThat(task.path("seriesId")).isEqualTo(task.path("id"));
        assertThat(Instant.parse(task.path("dueAt").asText()).atZone(ZoneId.of("Asia/Tokyo")).toLocalTime()).isEqualTo(LocalTime.of(9, 0));
    }

    @Test
    void whatIsTooLongForASubjectIsKeptWhole() {
        String long400 = "x".repeat(400);
        JsonNode note = logged("note: " + long400, "").at("/activities/0");

        assertThat(note.path("subject").asText()).hasSize(255).endsWith("x…");
        assertThat(note.path("description").asText()).isEqualTo("X" + "x".repeat(399));
        Given.patched("sales-rep", "activities", note, "{\"outcome\":\"read\"}").then().statusCode(200);
    }

    @Test
    void aPreviewSaysWhatItWouldMakeAndMakesNothing() {
        String contact = contact(first, "Ito", account);

        Response preview = quick("sales-rep", "called " + first, ",\"preview\":true");

        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(json(preview).path("understood")).hasSize(1);
        assertThat(json(preview).has("activities")).isFalse();
        assertThat(about("contact:" + contact)).isZero();
    }

    @Test
    void theSameKeyMakesItOnceAndAnAccountThatIsNotThereMakesNothing() {
        String contact = contact(first, "Ito", account);
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            assertThat(Callers.as("sales-rep").header("Idempotency-Key", key).body("{\"text\":\"called " + first + ", send offer tomorrow\"}").post("/api/v1/activities/quick")
                    .statusCode()).isEqualTo(201);
        }
        assertThat(about("contact:" + contact)).isEqualTo(2);

        assertThat(quick("sales-rep", "called " + first, ",\"relatedTo\":[{\"type\":\"account\",\"id\":\"" + UUID.randomUUID() + "\"}]").statusCode()).isEqualTo(422);
        assertThat(about("contact:" + contact)).isEqualTo(2);
    }

    @Test
    void whatIsNotARequestIsRefused() {
        assertThat(quick("sales-rep", "x".repeat(501), "").statusCode()).isEqualTo(422);
        assertThat(quick("sales-rep", "called Ann", ",\"timeZone\":\"Moon/Base\"").statusCode()).isEqualTo(422);
        assertThat(quick("sales-rep", "called Ann", ",\"more\":1").statusCode()).isEqualTo(400);
        assertThat(Callers.as("sales-rep").body("{}").post("/api/v1/activities/quick").statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"sales-rep,201", "sales-manager,201", "marketer,201", "marketing-manager,201", "support-agent,201", "support-manager,201", "success-manager,201",
            "crm-admin,201", "integration,201", "data-steward,403", "compliance-officer,403", "executive,403"})
    void whoLogsActivitiesLogsThemQuickly(String login, int status) {
        assertThat(quick(login, "note: " + first, "").statusCode()).isEqualTo(status);
        assertThat(Callers.anonymous().body("{\"text\":\"note: x\"}").post("/api/v1/activities/quick").statusCode()).isEqualTo(401);
    }

    private static String name() {
        StringBuilder name = new StringBuilder("Q");
        UUID.randomUUID().toString().replace("-", "").chars().limit(12).forEach(c -> name.append((char) ('a' + Character.digit(c, 16))));
        return name.toString();
    }

    private static String contact(String firstName, String lastName, String account) {
        return created("sales-rep", "contacts", "{\"firstName\":\"" + firstName + "\",\"lastName\":\"" + lastName + "\",\"accountId\":\"" + account + "\"}").path("id").asText();
    }

    private static JsonNode logged(String text, String more) {
        Response answer = quick("sales-rep", text, more + ",\"timeZone\":\"Asia/Tokyo\"");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return json(answer);
    }

    private static Response quick(String login, String text, String more) {
        return Callers.as(login).body("{\"text\":\"" + text + "\"" + more + "}").post("/api/v1/activities/quick");
    }

    private static int about(String link) {
        return json(Callers.as("sales-rep").queryParam("filter", "relatedTo==" + link).get("/api/v1/activities")).path("items").size();
    }
}

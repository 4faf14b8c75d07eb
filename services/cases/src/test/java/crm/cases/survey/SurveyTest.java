package crm.cases.survey;

import static crm.cases.testing.TestCases.act;
import static crm.cases.testing.TestCases.execute;
import static crm.cases.testing.TestCases.id;
import static crm.cases.testing.TestCases.opened;
import static crm.cases.testing.TestCases.read;
import static crm.cases.testing.TestCases.rows;
import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.cases.testing.CasesParts;
import crm.cases.testing.TestCases;
import crm.chassis.testing.PublishedEvents;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@CasesParts
class SurveyTest {

    private static final String SURVEYS = "/api/v1/public/surveys/";
    private static final Pattern LINK = Pattern.compile("http://localhost:8080(/api/v1/public/surveys/[A-Za-z0-9_-]{43})\n");

    @Inject
    MockMailbox mailbox;

    @Test
    void theCustomerIsAskedByMailAndAnswersOnce() throws Exception {
        String email = "ann." + UUID.randomUUID() + "@acme.example";
        UUID account = TestCases.account("");
        UUID contact = TestCases.contact(account, email);
        try (PublishedEvents events = PublishedEvents.hear()) {
            UUID id = id(opened("support-agent", ",\"contactId\":\"" + contact + "\""));
            assertThat(as("support-agent").get("/api/v1/cases/" + id + "/survey").statusCode()).isEqualTo(404);
            act("support-agent", id, "resolution", "{\"resolution\":\"New drum\"}");
            await().until(() -> mailbox.getMailsSentTo(email).size() == 1);
            await().until(() -> as("support-agent").get("/api/v1/cases/" + id + "/survey").jsonPath().getString("mailedAt") != null);
            Mail mail = mailbox.getMailsSentTo(email).get(0);
            assertThat(mail.getSubject()).isEqualTo("How did we do? " + read(id).path("number").asText());
            Matcher link = LINK.matcher(mail.getText());
            assertThat(link.find()).isTrue();
            String path = link.group(1);
            String token = path.substring(SURVEYS.length());
            assertThat(rows("select hash from survey_token where hash = ?", token)).as("the token itself is kept nowhere").isEmpty();
            assertThat(rows("select 1 from survey_token where hash = ?", SurveyTokens.hash(token))).hasSize(1);

            assertThat(anonymous().get(path).jsonPath().getString("number")).isEqualTo(read(id).path("number").asText());
            assertThat(anonymous().body("{\"score\":6}").post(path).statusCode()).isEqualTo(422);
            assertThat(anonymous().body("{\"rating\":5}").post(path).statusCode()).isEqualTo(400);
            List<Integer> answers = new CopyOnWriteArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                threads.add(new Thread(() -> answers.add(anonymous().body("{\"score\":5,\"comment\":\"Quick!\"}").post(path).statusCode())));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(answers).containsExactlyInAnyOrder(204, 409, 409, 409, 409);
            assertThat(anonymous().get(path).statusCode()).isEqualTo(409);

            JsonNode told = events.await(id, "crm.cases.csat-received.v1").path("data");
            assertThat(told.path("score").asInt()).isEqualTo(5);
            assertThat(told.path("comment").asText()).isEqualTo("Quick!");
            assertThat(told.path("accountId").asText()).isEqualTo(account.toString());
            assertThat(told.path("contactId").asText()).isEqualTo(contact.toString());
            assertThat(read(id).path("csat").asInt()).isEqualTo(5);
            assertThat(events.of(id, "crm.cases.csat-received.v1")).hasSize(1);
            assertThat(as("support-agent").body("{}").post("/api/v1/cases/" + id + "/survey").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void anAgentHandsTheLinkOverWhichEndsWithTheNextSolutionOrItsTime() {
        UUID id = id(opened("support-agent", ""));
        act("support-agent", id, "resolution", "{\"resolution\":\"One\"}");
        String first = link(id);
        assertThat(anonymous().get(first).statusCode()).isEqualTo(200);
        act("support-agent", id, "reopening", "{\"reason\":\"No\"}");
        act("support-agent", id, "resolution", "{\"resolution\":\"Two\"}");
        assertThat(anonymous().body("{\"score\":1}").post(first).statusCode()).isEqualTo(410);
        String second = link(id);
        execute("update survey set expires_at = now() where case_id = ?", id);
        assertThat(anonymous().body("{\"score\":1}").post(second).statusCode()).isEqualTo(410);
        assertThat(read(id).has("csat")).isFalse();
        assertThat(anonymous().get(SURVEYS + "no-such-token").statusCode()).isEqualTo(404);
    }

    @Test
    void aBrowserGetsAPageThatNeedsNoScript() {
        JsonNode record = opened("support-agent", ",\"priority\":\"LOW\"");
        UUID id = id(record);
        assertThat(TestCases.patch("support-agent", id, "{\"subject\":\"<script>alert('x')</script>\"}").statusCode()).isEqualTo(200);
        act("support-agent", id, "resolution", "{\"resolution\":\"Done\"}");
        String path = link(id);
        String browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        String page = RestAssured.given().accept(browser).get(path).then().statusCode(200).contentType("text/html").extract().asString();
        assertThat(page).contains(record.path("number").asText() + ": &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;").doesNotContain("<script>");
        assertThat(RestAssured.given().accept("*/*").get(path).contentType()).startsWith("application/json");
        RestAssured.given().accept(browser).contentType("application/x-www-form-urlencoded").formParam("comment", "x").post(path).then().statusCode(422);
        RestAssured.given().accept(browser).contentType("application/x-www-form-urlencoded").formParam("score", "4").formParam("comment", "Grüße").post(path)
                .then().statusCode(200).contentType("text/html");
        assertThat(read(id).path("csat").asInt()).isEqualTo(4);
        assertThat(rows("select comment from survey where case_id = ?", id)).containsExactly("Grüße");
        assertThat(RestAssured.given().accept(browser).get(path).then().statusCode(409).extract().asString()).contains("This was answered already");
    }

    private static String link(UUID id) {
        return act("support-agent", id, "survey", "{}").path("link").asText().replace("http://localhost:8080", "");
    }
}

package crm.leads.form;

import static crm.chassis.testing.Callers.as;
import static crm.leads.form.TestForms.FIELDS;
import static crm.leads.form.TestForms.FORMS;
import static crm.leads.form.TestForms.PUBLIC;
import static crm.leads.form.TestForms.body;
import static crm.leads.form.TestForms.form;
import static crm.leads.form.TestForms.id;
import static crm.leads.form.TestForms.post;
import static crm.leads.form.TestForms.token;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.atOnce;
import static crm.leads.testing.TestLeads.read;
import static crm.leads.testing.TestLeads.sql;
import static crm.leads.testing.TestLeads.stored;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import crm.leads.testing.LeadsParts;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@LeadsParts
class LeadFormTest {

    private final String email = UUID.randomUUID() + "@example.org";
    private final String address = TestForms.address();

    @Test
    void whatSomebodySendsBecomesALeadForWhomTheFormIs() {
        String campaign = UUID.randomUUID().toString();
        String key = form("\"minSeconds\":0,\"leadSource\":\"Web\",\"campaignId\":\"" + campaign + "\",\"toTeam\":\"sales-east\",\"thankYou\":\"Merci\"");

        send(key, "\"values\":{\"surname\":\"Ōta\",\"mail\":\"" + email + "\",\"city\":\"Köln\",\"seats\":\"1-10\",\"noCalls\":\"on\",\"question\":\"When?\",\"other\":\"kept\"},"
                + "\"utm\":{\"source\":\"ads\",\"campaign\":\"spring\"}").then().statusCode(202)
                .body("thankYou", equalTo("Merci")).body("waitsForConfirmation", equalTo(false));

        lead().body("items", hasSize(1)).body("items[0].lastName", equalTo("Ōta")).body("items[0].address.city", equalTo("Köln"))
                .body("items[0].customFields.seats", equalTo("1-10")).body("items[0].doNotCall", equalTo(true)).body("items[0].leadSource", equalTo("Web"))
                .body("items[0].campaignId", equalTo(campaign)).body("items[0].utm.source", equalTo("ads")).body("items[0].utm.campaign", equalTo("spring"))
                .body("items[0].team", equalTo("sales-east")).body("items[0].status", equalTo("ASSIGNED")).body("items[0].source", equalTo("FORM"))
                .body("items[0].createdBy", equalTo("web-form"));
        as("marketer").get(FORMS + "/" + id(key) + "/submissions").then().statusCode(200).body("items", hasSize(1))
                .body("items[0].raw.values.question", equalTo("When?")).body("items[0].raw.values.other", equalTo("kept"))
                .body("items[0].state", equalTo("TAKEN")).body("items[0].attached", equalTo(false)).body("items[0].leadId", equalTo(lead().extract().path("items[0].id")));
    }

    @Test
    void theSameSubmissionAgainAndAtTheSameTimeMakesOneLead() {
        // without email or telephone number, by which a second one would only be added to the first
        String name = "Once " + UUID.randomUUID();
        String key = as("marketer").body("{\"name\":\"F\",\"minSeconds\":0,\"fields\":[{\"name\":\"a\",\"label\":\"A\",\"required\":true,\"to\":\"lastName\"}]}")
                .post(FORMS).then().statusCode(201).extract().path("key");
        String body = body(token(key), "\"values\":{\"a\":\"" + name + "\"}");

        List<Integer> answers = atOnce(8, i -> post(key, address, body).statusCode());

        assertThat(answers).containsOnly(202);
        as("crm-admin").queryParam("filter", "lastName==\"" + name + "\"").get(LEADS).then().body("items", hasSize(1)).body("items[0].version", equalTo(1));
        as("marketer").get(FORMS + "/" + id(key) + "/submissions").then().body("items", hasSize(1));
    }

    @Test
    void whoIsKnownIsAddedToAndNeverDoubledOrOverwritten() {
        UUID known = stored("sales-rep", "sales-central", "CONTACTED");
        sql("update lead set email = ?, last_name = 'Known' where id = ?", email.toUpperCase(), known);
        String key = form("\"minSeconds\":0");

        List<Integer> answers = atOnce(4, i -> send(key, "\"values\":{\"surname\":\"Other\",\"mail\":\"" + email + "\",\"city\":\"Bonn\"}").statusCode());

        assertThat(answers).containsOnly(202);
        lead().body("items", hasSize(1));
        read(known).then().body("lastName", equalTo("Known")).body("owner", equalTo("sales-rep")).body("address.city", equalTo("Bonn")).body("version", equalTo(2));
        as("marketer").get(FORMS + "/" + id(key) + "/submissions").then().body("items", hasSize(4)).body("items.attached", equalTo(List.of(true, true, true, true)))
                .body("items[0].raw.values.surname", equalTo("Other"));
    }

    @Test
    void manyWhoSendTheSameNewAddressAtOnceMakeOneLead() {
        String key = form("\"minSeconds\":0");

        List<Integer> answers = atOnce(8, i -> send(key, "\"values\":{\"surname\":\"Same\",\"mail\":\"" + email + "\"}").statusCode());

        assertThat(answers).containsOnly(202);
        lead().body("items", hasSize(1));
    }

    @Test
    void aThousandSubmissionsFromOneAddressAreLimitedAndAnotherAddressIsNot() {
        String key = form("\"minSeconds\":0");
        String invalid = "{\"token\":\"none\",\"values\":{}}";

        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + PUBLIC + key + "/submissions"))
                .header("X-Forwarded-For", "6.6.6.6, " + address).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(invalid)).build();
        List<Integer> answers = atOnce(10, i -> IntStream.range(0, 100).mapToObj(n -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode).join()).toList()).stream().flatMap(List::stream).toList();

        assertThat(Collections.frequency(answers, 422)).isEqualTo(30);
        assertThat(Collections.frequency(answers, 429)).isEqualTo(970);
        post(key, address, invalid).then().statusCode(429).header("Retry-After", not(equalTo(null)));
        post(key, "203.0.113.9", invalid).then().statusCode(422);
    }

    @Test
    void aFormWhoseTeamIsGoneStillTakesLeads() {
        String key = form("\"minSeconds\":0,\"toTeam\":\"sales-east\"");
        sql("update lead_form set to_team = 'dissolved' where key = ?", key);

        send(key, "\"values\":{\"surname\":\"Still\",\"mail\":\"" + email + "\"}").then().statusCode(202);

        lead().body("items", hasSize(1)).body("items[0]", not(hasKey("team")));
    }

    @Test
    void aMachineIsNotToldThatItWasSeen() {
        String key = form("\"minSeconds\":0");

        send(key, "\"values\":{\"surname\":\"Bot\",\"mail\":\"" + email + "\",\"contactByFax\":\"yes\"}").then().statusCode(202);

        lead().body("items", hasSize(0));
        as("marketer").get(FORMS + "/" + id(key) + "/submissions").then().body("items[0].state", equalTo("SPAM"));
    }

    @Test
    void aFormThatComesBackTooFastOrWasNeverGivenOutIsRefused() {
        String key = form("\"minSeconds\":60");
        String values = "\"values\":{\"surname\":\"Fast\",\"mail\":\"" + email + "\"}";

        send(key, values).then().statusCode(422).body("type", equalTo("urn:crm:problem:too-fast"));
        post(key, address, body("a.b.c", values)).then().statusCode(422);
        post(key, address, body(token(form("\"minSeconds\":0")), values)).then().statusCode(422).body("errors[0].pointer", equalTo("/token"));
        String token = token(key);
        post(key, address, body(token.replaceFirst("\\.[0-9]+\\.", ".1."), values)).then().statusCode(422).body("errors[0].pointer", equalTo("/token"));
        lead().body("items", hasSize(0));
    }

    @Test
    void onlyPagesThatMaySendTheForm() {
        String key = form("\"minSeconds\":0,\"allowedOrigins\":[\"https://www.acme.example\"]");
        String values = "\"values\":{\"surname\":\"Origin\",\"mail\":\"" + email + "\"}";

        from("https://evil.example", key, values).then().statusCode(403);
        from("null", key, values).then().statusCode(403);
        from("https://www.acme.example", key, values).then().statusCode(202);
        from("https://crm.acme.example", key, values).then().statusCode(202);
    }

    @Test
    void whatDoesNotFitIsNamedAndWhatIsTooMuchIsRefused() {
        String key = form("\"minSeconds\":0");

        send(key, "\"values\":{\"mail\":\"no address\",\"seats\":\"many\"}").then().statusCode(422).body("errors.pointer",
                equalTo(List.of("/values/surname", "/values/mail", "/values/seats")));
        send(key, "\"values\":{\"surname\":\"" + "x".repeat(5_001) + "\",\"mail\":\"" + email + "\"}").then().statusCode(422);
        send(key, "\"values\":{\"surname\":\"" + "x".repeat(70_000) + "\",\"mail\":\"" + email + "\"}").then().statusCode(413);
        send(key, "\"values\":{\"surname\":{\"a\":1}}").then().statusCode(400);
        given().get(PUBLIC + "nothing").then().statusCode(404);
        as("marketer").header("If-Match", "*").body("{\"active\":false}").patch(FORMS + "/" + id(key)).then().statusCode(200).body("fields", hasSize(6));
        given().get(PUBLIC + key).then().statusCode(404);
    }

    @Test
    void htmlAndFormulasThatSomebodySendsDoNoHarm() {
        String key = form("\"minSeconds\":0,\"title\":\"<img src=x onerror=alert(1)>\",\"thankYou\":\"<script>alert(2)</script>\"");
        String formula = "=HYPERLINK(\"http://evil.example\")";

        Response page = given().header("X-Forwarded-For", address).get(PUBLIC + key + "/page").then().statusCode(200)
                .contentType(containsString("text/html")).header("Content-Security-Policy", containsString("default-src 'none'")).extract().response();
        assertThat(page.asString()).doesNotContain("<script", "<img", "<b>").contains("&lt;img src=x onerror=alert(1)&gt;", "Your &lt;b&gt;name&lt;/b&gt;",
                "11+&quot;&gt;&lt;script&gt;x&lt;/script&gt;").doesNotContain(" style=", " onclick");
        String script = given().get(PUBLIC + key + "/script.js").then().statusCode(200).contentType(containsString("javascript")).extract().asString();
        assertThat(script).doesNotContain("<script", "innerHTML", "<img").contains("\\u003cimg src=x onerror=alert(1)\\u003e");
        given().get(PUBLIC + key + "/style.css").then().statusCode(200).contentType(containsString("text/css"));

        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page.asString());
        assertThat(token.find()).isTrue();
        given().header("X-Forwarded-For", address).contentType("application/x-www-form-urlencoded; charset=UTF-8").formParam("token", token.group(1))
                .formParam("surname", formula).formParam("mail", email).formParam("city", "<script>alert(3)</script>").formParam("utm_source", "<i>")
                .post(PUBLIC + key + "/submissions").then().statusCode(200).contentType(containsString("text/html"))
                .body(containsString("&lt;script&gt;alert(2)&lt;/script&gt;")).body(not(containsString("<script")));
        given().header("X-Forwarded-For", address).contentType("application/x-www-form-urlencoded").body("surname=%3Cscript%3E&token=x")
                .post(PUBLIC + key + "/submissions").then().statusCode(422).contentType(containsString("text/html")).body(not(containsString("<script")));

        lead().contentType("application/json").body("items[0].lastName", equalTo(formula)).body("items[0].address.city", equalTo("<script>alert(3)</script>"))
                .body("items[0].utm.source", equalTo("<i>"));
        String export = as("crm-admin").accept("*/*").queryParam("filter", "email==" + email).queryParam("fields", "lastName,address.city").get(LEADS + "/export").asString();
        assertThat(export).contains("'=HYPERLINK").doesNotContain(",=HYPERLINK", "\"=HYPERLINK");
    }

    @Test
    void aFormThatCannotMakeALeadIsRefused() {
        refused("\"fields\":[{\"name\":\"a\",\"label\":\"A\"}]", "/fields");
        refused("\"fields\":[]", "/fields");
        refused("\"fields\":[{\"name\":\"a b\",\"label\":\"A\",\"required\":true,\"to\":\"email\"}]", "/fields/0/name");
        refused("\"fields\":[{\"name\":\"a\",\"label\":\"A\",\"required\":true,\"to\":\"owner\"}]", "/fields/0/to");
        refused(FIELDS + ",\"toTeam\":\"moon-base\"", "/toTeam");
        refused(FIELDS + ",\"toOwner\":\"support-agent\"", "/toOwner");
        refused(FIELDS + ",\"allowedOrigins\":[\"acme.example/path\"]", "/allowedOrigins");
        refused("\"doubleOptIn\":true,\"fields\":[{\"name\":\"a\",\"label\":\"A\",\"required\":true,\"to\":\"phone\"}]", "/doubleOptIn");
        as("marketer").body("{\"name\":\"F\",\"key\":\"mine\"," + FIELDS + "}").post(FORMS).then().statusCode(400);
        String key = form("\"minSeconds\":0");
        as("marketer").get(FORMS + "/" + id(key)).then().body("$", not(hasKey("secret")));
    }

    private static void refused(String members, String pointer) {
        as("marketer").body("{\"name\":\"F\"," + members + "}").post(FORMS).then().statusCode(422).body("errors[0].pointer", equalTo(pointer));
    }

    private ValidatableResponse lead() {
        return as("crm-admin").queryParam("filter", "email==" + email).get(LEADS).then().statusCode(200);
    }

    private Response send(String key, String members) {
        return post(key, address, body(token(key), members));
    }

    private Response from(String origin, String key, String values) {
        return given().header("X-Forwarded-For", address).header("Origin", origin).header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "crm.acme.example")
                .contentType("application/json").body(body(token(key), values)).post(PUBLIC + key + "/submissions");
    }
}

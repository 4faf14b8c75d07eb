package crm.leads.lead;

import static crm.chassis.testing.Callers.as;
import static crm.chassis.testing.Callers.token;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import crm.leads.testing.LeadsParts;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be meant is answered with a clear 4xx. */
@LeadsParts
class LeadBadInputTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "400 | {",
        "400 | {\"lastName\":\"A\"",
        "400 | {\"lastName\":\"A\"} trailing",
        "400 | {\"lastName\":\"A\",\"lastName\":\"B\"}",
        "400 | []",
        "400 | \"text\"",
        "400 | null",
        "400 | 42",
        "400 | ``",
        "400 | {'lastName':'A'}",
        "400 | {\"lastName\":\"A\",\"shoeSize\":42}",
        "400 | {\"lastName\":\"A\",\"address.city\":\"Bern\"}",
        "400 | {\"lastName\":\"A\",\"__proto__\":{}}",
        "422 | {\"lastName\":42}",
        "422 | {\"lastName\":[\"A\"]}",
        "422 | {\"lastName\":{\"a\":1}}",
        "422 | {\"lastName\":\"A\",\"doNotCall\":\"yes\"}",
        "422 | {\"lastName\":\"A\",\"numberOfEmployees\":1.5}",
        "422 | {\"lastName\":\"A\",\"numberOfEmployees\":99999999999999999999}",
        "422 | {\"lastName\":\"A\",\"annualRevenue\":1e400}",
        "422 | {\"lastName\":\"A\",\"annualRevenue\":\"much\"}",
        "422 | {\"lastName\":\"A\",\"tags\":\"one\"}",
        "422 | {\"lastName\":\"A\",\"tags\":[1]}",
        "422 | {\"lastName\":\"A\",\"customFields\":[]}",
        "422 | {\"lastName\":\"A\",\"customFields\":{\"a b\":1}}",
        "422 | {\"lastName\":\"A\",\"customFields\":{\"deep\":{\"er\":1}}}",
        "422 | {\"lastName\":\"A\",\"id\":\"1\"}",
        "422 | {\"lastName\":\"A\\u0000B\"}"})
    void aBodyThatCannotBeMeantIsRefused(int status, String body) {
        assertRefused(status, as("sales-rep").body(body).post(LEADS));
    }

    @Test
    void aTextLongerThanItsFieldIsRefusedAndALongDescriptionKept() {
        String long10000 = "x".repeat(10_000);

        assertRefused(422, as("sales-rep").body("{\"lastName\":\"" + long10000 + "\"}").post(LEADS));
        as("sales-rep").body("{\"lastName\":\"Long\",\"description\":\"" + long10000 + "\"}").post(LEADS).then().statusCode(201)
                .body("description", equalTo(long10000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"😀 Ünïcödé", "עברית", "العربية", "李小龍", "O'Brien; drop table lead;--", "<script>alert(1)</script>", "Ⅷ \u202Eabc", "é vs é"})
    void everyNameOfTheWorldIsKeptAsItIs(String name) {
        String id = as("sales-rep").queryParam("allowDuplicate", true).body("{\"lastName\":\"" + name + "\",\"company\":\"" + name + "\"}").post(LEADS)
                .then().statusCode(201).extract().path("id");

        as("sales-rep").get(LEADS + "/" + id).then().statusCode(200).body("lastName", equalTo(name));
    }

    @Test
    void aBodyOfTenMegabytesIsTooLarge() {
        byte[] body = ("{\"lastName\":\"A\",\"description\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertRefused(413, as("sales-rep").body(body).post(LEADS));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] latin1 = "{\"lastName\":\"Müller\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(400, as("sales-rep").body(latin1).post(LEADS));
    }

    @Test
    void aBodyThatIsNotJsonIsNotUnderstood() {
        Response answer = RestAssured.given().auth().oauth2(token("sales-rep")).contentType("text/plain").body("lastName=A").post(LEADS);

        assertRefused(415, answer);
    }

    private static Stream<Arguments> lists() {
        String manyTerms = IntStream.range(0, 200).mapToObj(i -> "lastName==name" + i).collect(Collectors.joining(","));
        return Stream.of(
                Arguments.of("filter", manyTerms),
                Arguments.of("filter", "((((((((((((((((((((((lastName==a))))))))))))))))))))))"),
                Arguments.of("filter", "shoeSize==42"),
                Arguments.of("filter", "lastName"),
                Arguments.of("filter", "lastName=like=a"),
                Arguments.of("filter", "score==many"),
                Arguments.of("filter", "status==OPEN"),
                Arguments.of("filter", "createdAt=ge=yesterday"),
                Arguments.of("filter", "scoreReasons==a"),
                Arguments.of("filter", "lastName==a;"),
                Arguments.of("filter", "x".repeat(9_000)),
                Arguments.of("sort", "description"),
                Arguments.of("sort", "-"),
                Arguments.of("sort", "lastName,company,score,createdAt"),
                Arguments.of("limit", "0"),
                Arguments.of("limit", "201"),
                Arguments.of("limit", "many"),
                Arguments.of("fields", "shoeSize"),
                Arguments.of("q", "a b c d e f g h i"),
                Arguments.of("q", "x".repeat(300)),
                Arguments.of("cursor", "made-up"),
                Arguments.of("cursor", "%%%"),
                Arguments.of("cursor", "x".repeat(5_000)),
                Arguments.of("cursor", cursor("[\"-createdAt\"]")),
                Arguments.of("cursor", cursor("[\"-createdAt\",\"yesterday\",\"1\"]")),
                Arguments.of("cursor", cursor("[\"lastName\",\"a\",\"019aa801-1c00-7000-8000-00000000000a\"]")),
                Arguments.of("cursor", cursor("{}")),
                Arguments.of("cursor", cursor("[[[[")));
    }

    private static String cursor(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListThatCannotBeMeantIsRefused(String parameter, String value) {
        assertRefused(400, as("sales-rep").queryParam(parameter, value).get(LEADS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "'; select pg_sleep(10); --", "%", "_", "\\", "*", "$1"})
    void whateverIsSearchedForIsOnlyText(String text) {
        assertThat(as("sales-rep").queryParam("q", text).get(LEADS).statusCode()).isIn(200, 400);
        assertThat(as("sales-rep").queryParam("filter", "lastName==\"" + text.replace("\\", "\\\\") + "\"").get(LEADS).statusCode()).isIn(200, 400);
    }

    @ParameterizedTest
    @CsvSource({"groupBy,shoeSize", "groupBy,description.x", "measures,sum(lastName)", "measures,drop", "filter,shoeSize==1"})
    void aSummaryThatCannotBeMeantIsRefused(String parameter, String value) {
        assertRefused(400, as("sales-rep").queryParam(parameter, value).get(LEADS + "/summary"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "assignment | 400 | [",
        "assignment | 400 | {\"to\":\"sales-rep\"}",
        "assignment | 422 | {\"owner\":7}",
        "disqualification | 400 | {\"reason\":\"r\",\"because\":\"b\"}",
        "disqualification | 422 | {\"reason\":\"\"}",
        "disqualification | 422 | {\"reason\":\"r\",\"status\":\"LOST\"}",
        "qualification | 400 | {\"score\":1}",
        "qualification | 400 | []",
        "conversion | 400 | {\"account\":\"a\"}",
        "conversion | 422 | {\"opportunity\":\"big\"}"})
    void anActThatCannotBeMeantIsRefused(String act, int status, String body) {
        UUID lead = stored("sales-rep", "sales-central", "CONTACTED");

        assertRefused(status, as("sales-rep").body(body).post(at(lead, act)));
        assertThat(as("sales-rep").get(LEADS + "/" + lead).jsonPath().getInt("version")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "W/\"1\"", "\"x\"", "\"99999999999999999999\""})
    void aVersionThatWasNeverSeenChangesNothing(String ifMatch) {
        UUID lead = stored("sales-rep", "sales-central", "NEW");

        Response answer = as("sales-rep").header("If-Match", ifMatch).body("{\"rating\":\"HOT\"}").patch(LEADS + "/" + lead);

        assertThat(answer.statusCode()).isIn(412, 428);
    }

    private static void assertRefused(int status, Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).startsWith("urn:crm:problem:");
        assertThat(answer.jsonPath().getString("detail")).isNotBlank();
        assertThat(answer.asString()).doesNotContain("Exception").doesNotContain("java.").doesNotContain("select ");
    }
}

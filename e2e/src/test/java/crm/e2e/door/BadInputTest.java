package crm.e2e.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Answer;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no program of ours would send. The answer is a clear 4xx, never a 5xx, and tells nothing of how we are built. */
@WithPlatform
class BadInputTest {

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
    private static final String NOBODY = "019aa000-0000-7000-8000-00000000ffff";

    private final Api api;

    BadInputTest(Platform platform) {
        this.api = platform.as("crm-admin");
    }

    // ---- bodies --------------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"lastName\": \"Open                              | 400",
            "{'lastName': 'Quotes'}                             | 400",
            "{\"lastName\": \"One\"} {\"lastName\": \"Two\"}    | 400",
            "{\"lastName\": \"One\", \"lastName\": \"Two\"}     | 400",
            "[{\"lastName\": \"In a list\"}]                    | 400",
            "\"text\"                                           | 400",
            "null                                               | 400",
            "{\"lastName\": \"A\", \"unheardOf\": 1}            | 400",
            "{\"lastName\": \"A\", \"doNotCall\": \"perhaps\"}  | 422",
            "{\"lastName\": \"A\", \"numberOfEmployees\": \"many\"} | 422",
            "{\"lastName\": \"A\", \"numberOfEmployees\": 1.5}  | 422",
            "{\"lastName\": \"A\", \"numberOfEmployees\": 99999999999999999999} | 422",
            "{\"lastName\": \"A\", \"annualRevenue\": 1e400}    | 422",
            "{\"lastName\": \"A\", \"address\": \"Main Street\"} | 422",
            "{\"lastName\": {\"first\": \"A\"}}                 | 422",
            "{\"lastName\": [\"A\"]}                            | 422",
            "{\"lastName\": \"A\", \"email\": \"not an address\"} | 422",
            "{\"lastName\": \"A\", \"status\": \"UNHEARD_OF\"}  | 422",
            "{\"lastName\": \"A\", \"id\": \"not an id\"}       | 422",
            "{\"lastName\": \"A\\u0000B\"}                      | 422",
            "{}                                                 | 422",
    })
    void aBodyThatDoesNotFit(String body, int status) {
        refused(api.send("POST", "/leads", body.getBytes(StandardCharsets.UTF_8), "application/json"), status);
    }

    @Test
    void noBodyAtAll() {
        refused(api.send("POST", "/leads", new byte[0], "application/json"), 400);
    }

    @Test
    void aBodyNestedAHundredThousandDeep() {
        refused(api.send("POST", "/leads", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8), "application/json"), 400);
    }

    @Test
    void bytesThatAreNoUtf8() {
        byte[] body = "{\"lastName\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        body[13] = (byte) 0xC3;
        refused(api.send("POST", "/leads", body, "application/json"), 400);
    }

    @Test
    void anotherContentType() {
        refused(api.send("POST", "/leads", "<lead/>".getBytes(StandardCharsets.UTF_8), "application/xml"), 415);
    }

    @Test
    void aTextOfTenThousandCharacters() {
        Answer answer = api.post("/leads", Map.of("lastName", "x".repeat(10_000)));
        refused(answer, 422);
        assertThat(answer.json().path("errors").get(0).path("pointer").asText()).isEqualTo("/lastName");
    }

    @Test
    void tenMegabytes() {
        refused(api.send("POST", "/leads", tenMegabytesOfJson(), "application/json"), 413);
    }

    @Test
    void tenMegabytesThatDoNotSayHowManyTheyAre() {
        refused(api.send("/leads", request -> request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tenMegabytesOfJson())))), 413);
    }

    @Test
    void namesInAnyWritingAreKeptAsTheyAre() {
        for (String name : new String[] {"😀 Émilie 👩‍👩‍👧", "محمد بن سلمان", "יוסף \u202Eכהן", "Zalgo ẗ̸̨e̵", "李小龍",
                "O'Brien; drop table lead --", "<script>alert(1)</script>"}) {
            String id = api.post("/leads?allowDuplicate=true", Map.of("lastName", name)).expect(201).id();
            assertThat(api.get("/leads/" + id).expect(200).json().path("lastName").asText()).isEqualTo(name);
        }
    }

    // ---- lists ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"filter=unheardOf==1", "filter=lastName=like=x", "filter=lastName==", "filter=((((",
            "filter=lastName==x;;", "filter=score=ge=high", "filter=createdAt=ge=yesterday", "filter=id==not-an-id",
            "filter=status==UNHEARD_OF", "filter=lastName=='open", "sort=unheardOf", "sort=-", "sort=description",
            "fields=unheardOf", "limit=0", "limit=-1", "limit=201", "limit=99999999999", "limit=many",
            "cursor=made-up", "cursor=W10", "cursor=bnVsbA", "cursor=eyJhIjoxfQ", "filter=lastName==%00"})
    void aListThatCannotBe(String query) {
        Answer answer = api.get("/leads?" + query.replace(";", "%3B").replace("'", "%27"));
        refused(answer, 400);
    }

    @Test
    void aCursorOfAnotherList() {
        api.post("/leads?allowDuplicate=true", Map.of("lastName", "Page " + UUID.randomUUID()));
        api.post("/leads?allowDuplicate=true", Map.of("lastName", "Page " + UUID.randomUUID()));
        String cursor = api.get("/leads?limit=1&sort=lastName").expect(200).json().path("nextCursor").asText();
        refused(api.get("/leads?limit=1&sort=-createdAt&cursor=" + Api.encoded(cursor)), 400);
        byte[] injection = "[\"lastName\",\"'; drop table lead\",7]".getBytes(StandardCharsets.UTF_8);
        String foreign = Base64.getUrlEncoder().withoutPadding().encodeToString(injection);
        refused(api.get("/leads?limit=1&sort=lastName&cursor=" + foreign), 400);
    }

    @Test
    void aFilterOfTwoHundredTerms() {
        refused(api.get("/leads?filter=" + Api.encoded(String.join(";", Collections.nCopies(200, "lastName==x")))), 400);
        refused(api.get("/leads?filter=" + Api.encoded("(".repeat(200) + "lastName==x" + ")".repeat(200))), 400);
    }

    @Test
    void anAddressOfTwentyThousandCharacters() {
        int status = api.get("/leads?q=" + "x".repeat(20_000)).status();
        assertThat(status).isIn(400, 414, 431);
    }

    // ---- records -------------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
            "GET,    /leads/not-an-id,                404",
            "GET,    /leads/" + NOBODY + ",           404",
            "GET,    /leads/%00,                      404",
            "GET,    /leads/..%2f..%2fq%2fmetrics,    404",
            "GET,    /unheard-of,                     404",
            "GET,    /imports/not-an-id,              404",
            "DELETE, /leads,                          405",
            "PUT,    /leads/" + NOBODY + ",           405",
            "DELETE, /leads/" + NOBODY + ",           428",
    })
    void anAddressWithNothingBehindIt(String method, String path, int status) {
        Answer answer = api.send(method, path, null, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        tellsNothing(answer);
    }

    @Test
    void aChangeThatDoesNotSayWhichVersionItSaw() {
        String id = api.post("/leads?allowDuplicate=true", Map.of("lastName", "Version " + UUID.randomUUID())).expect(201).id();
        byte[] body = "{\"company\":\"New\"}".getBytes(StandardCharsets.UTF_8);

        refused(api.send("PATCH", "/leads/" + id, body, "application/merge-patch+json"), 428);
        Answer stale = api.send("PATCH", "/leads/" + id, body, "application/merge-patch+json", "If-Match", "\"7\"");
        refused(stale, 412);
        refused(api.send("PATCH", "/leads/" + id, body, "application/merge-patch+json", "If-Match", "seven"), 412);
        assertThat(api.get("/leads/" + id).json().path("version").asInt()).isEqualTo(1);
    }

    @Test
    void anIdempotencyKeyOfAThousandCharacters() {
        refused(api.post("/leads", Map.of("lastName", "Key"), "Idempotency-Key", "k".repeat(1_000)), 400);
    }

    private static void refused(Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.header("Content-Type")).as(answer.text()).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asText()).startsWith("urn:crm:problem:");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        tellsNothing(answer);
    }

    private static void tellsNothing(Answer answer) {
        assertThat(answer.text()).doesNotContain("Exception", "java.", "crm.chassis", "select ", "\tat ");
    }

    private static byte[] tenMegabytesOfJson() {
        byte[] body = new byte[TEN_MEGABYTES];
        Arrays.fill(body, (byte) ' ');
        body[0] = '{';
        body[body.length - 1] = '}';
        return body;
    }
}

package crm.chassis.http;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformParts.class)
class TileResourceTest {

    private static final String TILES = "/api/v1/tiles";

    @Test
    void aRecordIsCreatedWithAllItsFieldsAndReadBackTheSame() {
        String body = """
                {"name":"Azulejo 🟦 שלום","email":"ann@example.org","colour":"BLUE","size":12,"price":10.5,"currency":"EUR","glazed":true,
                 "laidOn":"2026-03-01","place":{"city":"Lisboa","postalCode":"1000-001"},"notes":"n","tags":["a","b"],
                 "customFields":{"weight":2.5,"kiln":"K 3","spare":false},"externalId":"X-1"}""";

        Response created = as("sales-rep").body(body).post(TILES).then().statusCode(201)
                .header("Location", matchesPattern("/api/v1/tiles/[0-9a-f-]{36}"))
                .header("ETag", equalTo("\"1\""))
                .body("version", equalTo(1))
                .body("name", equalTo("Azulejo 🟦 שלום"))
                .body("owner", equalTo("sales-rep"))
                .body("team", equalTo("sales-central"))
                .body("createdBy", equalTo("sales-rep"))
                .body("source", equalTo("API"))
                .body("doubleSize", equalTo(24))
                .body("price", equalTo(10.5f))
                .body("$", not(hasKey("firedAt")))
                .extract().response();

        Response read = as("sales-rep").get(created.header("Location")).then().statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("customFields.weight", equalTo(2.5f))
                .body("place.city", equalTo("Lisboa"))
                .extract().response();
        assertThat(read.jsonPath().getMap("$")).isEqualTo(created.jsonPath().getMap("$"));
    }

    @Test
    void aClientMaySendItsOwnIdAndTheSecondOfItIsAConflict() {
        String body = "{\"id\":\"" + UUID.randomUUID() + "\",\"name\":\"Mine\"}";

        as("sales-rep").body(body).post(TILES).then().statusCode(201);
        as("sales-rep").body(body).post(TILES).then().statusCode(409).contentType("application/problem+json")
                .body("type", equalTo("urn:crm:problem:id-taken"));
    }

    @Test
    void aMergePatchChangesWhatItNamesAndTakesAwayWhatIsNull() {
        String tile = create("{\"name\":\"Patch\",\"size\":1,\"notes\":\"old\",\"place\":{\"city\":\"Bern\",\"postalCode\":\"3000\"},"
                + "\"customFields\":{\"a\":1,\"b\":2}}");

        as("sales-rep").header("If-Match", "\"1\"")
                .body("{\"size\":2,\"notes\":null,\"place\":{\"city\":\"Thun\",\"postalCode\":null},\"customFields\":{\"a\":null,\"c\":3}}")
                .patch(TILES + "/" + tile).then().statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("size", equalTo(2))
                .body("$", not(hasKey("notes")))
                .body("place", equalTo(Map.of("city", "Thun")))
                .body("customFields", equalTo(Map.of("b", 2, "c", 3)));

        as("sales-rep").get(TILES + "/" + tile + "/history").then().statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].version", equalTo(2))
                .body("items[0].actor", equalTo("sales-rep"))
                .body("items[0].changes.find { it.field == 'size' }.from", equalTo(1))
                .body("items[0].changes.find { it.field == 'size' }.to", equalTo(2))
                .body("items[0].changes.find { it.field == 'notes' }.to", nullValue())
                .body("items[0].changes.field", hasItems("place", "customFields"));
    }

    @Test
    void noFieldsOfItsOwnIsSaidByNullAsWell() {
        String tile = create("{\"name\":\"None\",\"customFields\":null}");
        as("sales-rep").header("If-Match", "*").body("{\"customFields\":{\"a\":1}}").patch(TILES + "/" + tile).then().statusCode(200).body("customFields.a", equalTo(1));
        as("sales-rep").header("If-Match", "*").body("{\"customFields\":null}").patch(TILES + "/" + tile).then().statusCode(200);
        as("sales-rep").get(TILES + "/" + tile).then().statusCode(200).body("customFields.a", nullValue());
    }

    @Test
    void aPatchThatChangesNothingLeavesTheVersion() {
        String tile = create("{\"name\":\"Same\",\"size\":1}");

        as("sales-rep").header("If-Match", "*").body("{\"size\":1}").patch(TILES + "/" + tile).then().statusCode(200)
                .header("ETag", equalTo("\"1\""));
    }

    @Test
    void whoHasNotSeenTheLatestVersionGetsItWithThe412() {
        String tile = create("{\"name\":\"Contested\"}");
        as("sales-rep").header("If-Match", "\"1\"").body("{\"size\":5}").patch(TILES + "/" + tile).then().statusCode(200);

        as("sales-rep").header("If-Match", "\"1\"").body("{\"size\":6}").patch(TILES + "/" + tile).then().statusCode(412)
                .body("type", equalTo("urn:crm:problem:stale-version"))
                .body("current.size", equalTo(5))
                .body("current.version", equalTo(2));
        as("sales-rep").body("{\"size\":6}").patch(TILES + "/" + tile).then().statusCode(428);
        as("sales-rep").delete(TILES + "/" + tile).then().statusCode(428);
    }

    @Test
    void ofManyConcurrentChangesOfOneVersionExactlyOneWins() {
        String tile = create("{\"name\":\"Race\"}");
        List<Integer> statuses = inParallel(20, i -> as("sales-rep").header("If-Match", "\"1\"").body("{\"size\":" + (i + 1) + "}")
                .patch(TILES + "/" + tile)).stream().map(Response::statusCode).toList();

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(statuses.stream().filter(status -> status == 412)).hasSize(19);
        as("sales-rep").get(TILES + "/" + tile).then().body("version", equalTo(2));
    }

    @Test
    void anArchivedRecordLeavesTheListsAndComesBack() {
        String tag = "t" + UUID.randomUUID();
        String tile = create("{\"name\":\"Leaving\",\"tags\":[\"" + tag + "\"]}");

        as("sales-rep").header("If-Match", "\"1\"").delete(TILES + "/" + tile).then().statusCode(200).body("$", hasKey("archivedAt"));
        list("filter", "tags==" + tag).then().body("items", empty());
        list("filter", "tags==" + tag + ";archivedAt=null=false").then().body("items.id", contains(tile));
        as("sales-rep").post(TILES + "/" + tile + "/restoration").then().statusCode(200).body("$", not(hasKey("archivedAt")));
        list("filter", "tags==" + tag).then().body("items.id", contains(tile));
    }

    @Test
    void fiftyConcurrentPostsWithOneKeyMakeOneRecordAndFiftyEqualAnswers() {
        String tag = "t" + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        List<Response> answers = inParallel(50, i -> as("sales-rep").header("Idempotency-Key", key)
                .body("{\"name\":\"Once\",\"tags\":[\"" + tag + "\"]}").post(TILES));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> answer.asString() + answer.header("Location") + answer.header("ETag")).distinct()).hasSize(1);
        list("filter", "tags==" + tag, "count", "true").then().body("total", equalTo(1));
    }

    @Test
    void aKeyBelongsToOneBodyAndToOnePerson() {
        String key = UUID.randomUUID().toString();
        String first = as("sales-rep").header("Idempotency-Key", key).body("{\"name\":\"One\"}").post(TILES).then().statusCode(201).extract().path("id");

        as("sales-rep").header("Idempotency-Key", key).body("{\"name\":\"Two\"}").post(TILES).then().statusCode(422)
                .body("type", equalTo("urn:crm:problem:idempotency-key-reused"));
        as("sales-rep-2").header("Idempotency-Key", key).body("{\"name\":\"One\"}").post(TILES).then().statusCode(201).body("id", not(equalTo(first)));
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsKey() {
        String key = UUID.randomUUID().toString();

        as("sales-rep").header("Idempotency-Key", key).body("{\"size\":1}").post(TILES).then().statusCode(422);
        as("sales-rep").header("Idempotency-Key", key).body("{\"name\":\"Right now\"}").post(TILES).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"size", "-size", "name", "-name", "createdAt", "-createdAt", "'-size,name'", "'size,-name'", "id", "-laidOn", "price", "'name,size'"})
    void pagesTogetherAreTheWholeListInOrderWhateverTheSort(String sort) {
        String tag = "t" + UUID.randomUUID();
        for (int i = 0; i < 11; i++) {
            create("{\"name\":\"n" + i % 4 + "\",\"tags\":[\"" + tag + "\"]" + (i % 3 == 0 ? "" : ",\"size\":" + i % 5) + (i % 2 == 0 ? ",\"price\":" + i + ".5" : "") + "}");
        }
        List<String> whole = list("filter", "tags==" + tag, "sort", sort, "limit", "200").then().statusCode(200).extract().path("items.id");
        List<String> paged = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 20 && cursor != null; page++) {
            Response answer = list("filter", "tags==" + tag, "sort", sort, "limit", "2", "cursor", cursor);
            paged.addAll(answer.then().statusCode(200).extract().path("items.id"));
            cursor = answer.path("nextCursor");
        }

        assertThat(whole).hasSize(11).doesNotHaveDuplicates();
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void recordsWithoutAValueComeLastInBothDirections() {
        String tag = "t" + UUID.randomUUID();
        create("{\"name\":\"blank\",\"tags\":[\"" + tag + "\"]}");
        create("{\"name\":\"two\",\"size\":2,\"tags\":[\"" + tag + "\"]}");
        create("{\"name\":\"one\",\"size\":1,\"tags\":[\"" + tag + "\"]}");

        list("filter", "tags==" + tag, "sort", "size").then().body("items.name", contains("one", "two", "blank"));
        list("filter", "tags==" + tag, "sort", "-size").then().body("items.name", contains("two", "one", "blank"));
        list("filter", "tags==" + tag, "sort", "-size,name").then().body("items.name", contains("two", "one", "blank"));
    }

    @Test
    void textSearchFindsPartsOfWordsInAnyCase() {
        String word = "w" + UUID.randomUUID().toString().substring(0, 8);
        String tile = create("{\"name\":\"Grand " + word.toUpperCase(java.util.Locale.ROOT) + "\",\"email\":\"kiln@example.org\"}");

        list("q", word.substring(1, 6) + " KILN").then().body("items.id", contains(tile));
        list("q", word + " absent").then().body("items", empty());
        list("q", "100%_\\").then().statusCode(200);
    }

    @Test
    void aListShowsOnlyTheFieldsThatAreAskedFor() {
        String tag = "t" + UUID.randomUUID();
        create("{\"name\":\"Few\",\"size\":3,\"place\":{\"city\":\"Bern\"},\"tags\":[\"" + tag + "\"]}");

        Map<String, Object> item = list("filter", "tags==" + tag, "fields", "name,place.city").then().extract().path("items[0]");
        assertThat(item.keySet()).isEqualTo(Set.of("id", "version", "name", "place.city"));
        list("fields", "nonsense").then().statusCode(400).body("detail", containsString("colour"));
    }

    @Test
    void aSummaryGroupsAndMeasuresWhatTheCallerSees() {
        String tag = "t" + UUID.randomUUID();
        create("{\"name\":\"a\",\"colour\":\"RED\",\"size\":2,\"price\":1.5,\"currency\":\"EUR\",\"tags\":[\"" + tag + "\"]}");
        create("{\"name\":\"b\",\"colour\":\"RED\",\"size\":3,\"price\":2.25,\"currency\":\"EUR\",\"tags\":[\"" + tag + "\"]}");
        create("{\"name\":\"c\",\"colour\":\"BLUE\",\"tags\":[\"" + tag + "\"]}");

        as("sales-rep").queryParam("groupBy", "colour,currency").queryParam("measures", "count,sum(price),max(size)").queryParam("filter", "tags==" + tag)
                .get(TILES + "/summary").then().statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].colour", equalTo("RED"))
                .body("items[0].count", equalTo(2))
                .body("items[0].'sum(price)'", equalTo(3.75f))
                .body("items[0].'max(size)'", equalTo(3))
                .body("items[1].colour", equalTo("BLUE"))
                .body("items[1]", not(hasKey("sum(price)")));
        as("sales-rep").queryParam("groupBy", "colour").queryParam("measures", "sum(price)").get(TILES + "/summary").then().statusCode(400)
                .body("detail", containsString("group by currency as well"));
        as("sales-rep").queryParam("groupBy", "place").get(TILES + "/summary").then().statusCode(400);
        as("sales-rep").queryParam("measures", "sum(name)").get(TILES + "/summary").then().statusCode(400);
        as("sales-rep").queryParam("measures", "median(size)").get(TILES + "/summary").then().statusCode(400);
    }

    @Test
    void aSensitiveFieldIsMaskedForWhoHasNoNeedAndCannotBeGuessedByFilters() {
        String tile = as("crm-admin").body("{\"name\":\"Secret\",\"recipe\":\"clay and ash\"}").post(TILES).then().statusCode(201).extract().path("id");

        as("data-steward").get(TILES + "/" + tile).then().body("recipe", equalTo("clay and ash"));
        as("executive").get(TILES + "/" + tile).then().body("recipe", equalTo("***"));
        as("executive").queryParam("filter", "recipe==clay*").get(TILES).then().statusCode(400);
        as("executive").queryParam("groupBy", "recipe").get(TILES + "/summary").then().statusCode(400);
        as("sales-rep").body("{\"name\":\"x\",\"recipe\":\"mine\"}").post(TILES).then().statusCode(422);
    }

    @Test
    void everybodySeesAndChangesWhatTheRulesSay() {
        String own = create("{\"name\":\"Own\"}");
        String unowned = as("marketer").body("{\"name\":\"Nobody's\"}").post(TILES).then().statusCode(201).body("$", not(hasKey("owner"))).extract().path("id");
        String east = as("sales-rep-2").body("{\"name\":\"East\"}").post(TILES).then().statusCode(201).body("team", equalTo("sales-east")).extract().path("id");

        expect("sales-rep", own, 200, 200);
        expect("sales-rep", unowned, 200, 200);
        expect("sales-rep", east, 404, 404);
        expect("sales-manager", own, 200, 200);
        expect("sales-manager", east, 200, 200);
        expect("marketer", own, 200, 403);
        expect("marketer", unowned, 200, 200);
        expect("data-steward", east, 200, 200);
        expect("executive", own, 200, 403);
        expect("support-agent", own, 403, 403);
        as("executive").body("{\"name\":\"No\"}").post(TILES).then().statusCode(403);
        as("support-agent").get(TILES).then().statusCode(403);
        anonymous().get(TILES).then().statusCode(401);
        anonymous().body("{}").post(TILES).then().statusCode(401);
        as("sales-rep").queryParam("filter", "id=in=(" + own + "," + unowned + "," + east + ")").get(TILES).then()
                .body("items", hasSize(2));
    }

    @Test
    void aRecordThatIsGivenAwayGoesToTheTeamOfItsNewOwnerWhoHasToExist() {
        String tile = create("{\"name\":\"Given\"}");

        as("crm-admin").header("If-Match", "*").body("{\"owner\":\"sales-rep-2\"}").patch(TILES + "/" + tile).then().statusCode(200)
                .body("owner", equalTo("sales-rep-2")).body("team", equalTo("sales-east"));
        as("crm-admin").header("If-Match", "*").body("{\"owner\":\"nobody-we-know\"}").patch(TILES + "/" + tile).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/owner"));
        as("crm-admin").header("If-Match", "*").body("{\"team\":\"no-such-team\"}").patch(TILES + "/" + tile).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/team"));
    }

    private void expect(String login, String tile, int reading, int changing) {
        as(login).get(TILES + "/" + tile).then().statusCode(reading);
        as(login).header("If-Match", "*").body("{\"size\":" + new java.util.Random().nextInt(1_000_000) + "}").patch(TILES + "/" + tile).then().statusCode(changing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "7", "\"x\"", "null", "{\"name\":\"a\",\"nonsense\":1}", "{\"name\":\"a\",\"place.city\":\"Bern\"}"})
    void aBodyThatCannotBeUnderstoodIsMalformed(String body) {
        as("sales-rep").body(body).post(TILES).then().statusCode(400).contentType("application/problem+json")
                .body("type", equalTo("urn:crm:problem:malformed-request")).body("traceId", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void allThatIsWrongIsAnsweredAtOnce() {
        Set<String> pointers = new HashSet<>(as("sales-rep")
                .body("{\"name\":7,\"size\":\"x\",\"email\":\"nobody\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"version\":4,\"notes\":\"" + "x".repeat(10_000) + "\"}")
                .post(TILES).then().statusCode(422).extract().jsonPath().<String>getList("errors.pointer"));

        assertThat(pointers).isEqualTo(Set.of("/name", "/size", "/email", "/createdAt", "/version", "/notes"));
        as("sales-rep").body("{\"size\":1}").post(TILES).then().statusCode(422).body("errors[0].detail", equalTo("name is required."));
    }

    @Test
    void hostileRequestsGetAClearAnswerAndNeverAFault() {
        as("sales-rep").body("{\"name\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}").post(TILES).then().statusCode(413);
        as("sales-rep").body("{\"name\":\"Z\u00fcrich\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)).post(TILES).then().statusCode(400);
        as("sales-rep").get(TILES + "/not-an-id").then().statusCode(404);
        as("sales-rep").get(TILES + "/" + UUID.randomUUID()).then().statusCode(404);
        as("sales-rep").contentType("text/plain").body("hello").post(TILES).then().statusCode(415);
        as("sales-rep").put(TILES).then().statusCode(405);
        list("limit", "0").then().statusCode(400);
        list("limit", "201").then().statusCode(400);
        list("limit", "many").then().statusCode(400);
        list("sort", "notes").then().statusCode(400);
        list("cursor", "bm90IGEgY3Vyc29y").then().statusCode(400);
        list("cursor", "!!!").then().statusCode(400);
        list("filter", String.join(",", java.util.Collections.nCopies(200, "size==1"))).then().statusCode(400);
        list("q", "a b c d e f g h i j").then().statusCode(400);
    }

    private String create(String body) {
        return as("sales-rep").body(body).post(TILES).then().statusCode(201).extract().path("id");
    }

    private Response list(String... parameters) {
        var request = as("sales-rep");
        for (int i = 0; i < parameters.length; i += 2) {
            if (!parameters[i + 1].isEmpty()) {
                request.queryParam(parameters[i], parameters[i + 1]);
            }
        }
        return request.get(TILES);
    }

    private static List<Response> inParallel(int times, java.util.function.IntFunction<Response> call) {
        return IntStream.range(0, times).mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i))).toList()
                .stream().map(CompletableFuture::join).toList();
    }
}

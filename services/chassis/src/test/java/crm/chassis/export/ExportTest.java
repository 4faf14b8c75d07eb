package crm.chassis.export;

import static crm.chassis.testing.Callers.as;
import static crm.chassis.testing.Callers.token;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.RestAssuredConfig.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformParts.class)
class ExportTest {

    @Inject
    Pool pool;

    @TestHTTPResource("/api/v1/tiles/export")
    URI export;

    @Test
    void aCollectionComesAsCsvWithOneColumnAField() {
        String mark = mark();
        create("""
                {"name":"=HYPERLINK(\\"x\\")","email":"ann@example.org","colour":"RED","size":-3,"price":10.50,"notes":"a \\"b\\",\\nc",
                 "place":{"city":"Bern"},"tags":["x","y"],"customFields":{"kiln":"K"},"externalId":"%s"}""".formatted(mark));

        Response response = export("sales-rep", Map.of("format", "csv", "filter", "externalId==" + mark,
                "fields", "name,email,colour,size,price,notes,place,tags,customFields,doubleSize,recipe"));

        response.then().statusCode(200).contentType("text/csv;charset=UTF-8").header("Content-Disposition", equalTo("attachment; filename=\"tiles.csv\""));
        String[] lines = response.asString().split("\r\n");
        assertThat(lines[0]).isEqualTo("id,version,name,email,colour,size,price,notes,place.street,place.city,place.postalCode,tags,customFields,doubleSize,recipe");
        assertThat(lines[1]).matches("[0-9a-f-]{36},1,\"'=HYPERLINK\\(\"\"x\"\"\\)\",ann@example.org,RED,-3,10.5,\"a \"\"b\"\",\nc\",,Bern,,x; y,\"\\{\"\"kiln\"\": ?\"\"K\"\"}\",-6,");
        assertThat(lines).hasSize(2);
    }

    @Test
    void aCollectionComesAsOneJsonObjectALine() {
        String mark = mark();
        create("{\"name\":\"One\",\"externalId\":\"" + mark + "\",\"place\":{\"city\":\"Bern\"}}");
        create("{\"name\":\"Two\",\"externalId\":\"" + mark + "\"}");

        Response response = export("sales-rep", Map.of("format", "json", "filter", "externalId==" + mark, "sort", "-name", "fields", "name,place"));

        response.then().statusCode(200).contentType("application/x-ndjson");
        assertThat(response.asString().replaceAll("\"id\":\"[^\"]*\",", "").split("\n"))
                .containsExactly("{\"version\":1,\"name\":\"Two\"}", "{\"version\":1,\"name\":\"One\",\"place\":{\"city\": \"Bern\"}}");
    }

    @Test
    void onlyWhatTheCallerMaySeeComesOut() {
        String mark = mark();
        as("crm-admin").body("{\"name\":\"Secret\",\"externalId\":\"" + mark + "\",\"recipe\":\"salt\",\"owner\":\"sales-rep\",\"team\":\"sales-central\"}")
                .post("/api/v1/tiles").then().statusCode(201);

        assertThat(export("sales-rep", Map.of("filter", "externalId==" + mark, "fields", "recipe")).asString()).endsWith(",***\r\n");
        assertThat(export("crm-admin", Map.of("filter", "externalId==" + mark, "fields", "recipe")).asString()).endsWith(",salt\r\n");
        assertThat(export("sales-rep-2", Map.of("filter", "externalId==" + mark, "fields", "recipe")).asString()).isEqualTo("id,version,recipe\r\n");
        export("support-agent", Map.of()).then().statusCode(403);
    }

    @Test
    void aWrongParameterIsAProblemAndNoFile() {
        export("sales-rep", Map.of("format", "xlsx")).then().statusCode(400).contentType("application/problem+json");
        export("sales-rep", Map.of("filter", "nonsense==1")).then().statusCode(400).contentType("application/problem+json");
        export("sales-rep", Map.of("sort", "nonsense")).then().statusCode(400);
        export("sales-rep", Map.of("fields", "nonsense")).then().statusCode(400);
    }

    @Test
    void whatWasExportedComesBackTheSame() {
        String mark = mark();
        create("""
                {"name":"=1+1","email":"a@example.org","colour":"BLUE","size":7,"price":1234.5678,"currency":"EUR","glazed":false,"laidOn":"2026-02-28",
                 "place":{"street":"-5 Rd","city":"Zürich 🟦"},"notes":"'@quoted\\r\\nline","tags":["a;b","c,d","[e]"],
                 "customFields":{"n":2.5,"yes":true,"t":"=x"},"externalId":"%s"}""".formatted(mark));
        create("{\"name\":\"+49 30 1234\",\"notes\":\"''=x\",\"tags\":[\"plain\",\"two\"],\"externalId\":\"%s\"}".formatted(mark));
        String filter = "externalId==" + mark;
        byte[] file = export("sales-rep", Map.of("filter", filter, "sort", "id")).asByteArray();
        List<Map<String, Object>> before = tiles(filter);
        pool.query("delete from tile where external_id = '" + mark + "'").execute().await().atMost(Duration.ofSeconds(10));

        String job = given().config(config().encoderConfig(encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("text/csv", ContentType.TEXT)))
                .auth().oauth2(token("sales-rep")).contentType("text/csv").body(file).post("/api/v1/tiles/imports")
                .then().statusCode(202).extract().header("Location");
        await().atMost(Duration.ofSeconds(60)).until(() -> as("sales-rep").get(job).path("state").equals("COMPLETED"));

        List<Map<String, Object>> after = tiles(filter);
        after.forEach(tile -> tile.keySet().removeAll(List.of("updatedAt")));
        before.forEach(tile -> tile.keySet().removeAll(List.of("updatedAt")));
        assertThat(after).isEqualTo(before).hasSize(2);
    }

    @Test
    void aLargeCollectionStreamsThroughAndAnAbortedOneFreesItsPlace() throws Exception {
        String mark = mark();
        pool.query("insert into tile (id, version, owner, created_at, created_by, updated_at, updated_by, name, notes, external_id)"
                + " select gen_random_uuid(), 1, 'sales-rep', now() - n * interval '1 second', 'x', now(), 'x', 'Tile ' || n, repeat('x', 2000), '" + mark + "'"
                + " from generate_series(1, 20000) n").execute().await().atMost(Duration.ofSeconds(60));
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(export + "?sort=id&filter=" + URLEncoder.encode("externalId==" + mark, StandardCharsets.UTF_8)))
                .header("Authorization", "Bearer " + token("sales-rep")).build();

        HttpResponse<java.util.stream.Stream<String>> whole = client.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(whole.body().count()).isEqualTo(20_001);

        List<InputStream> unread = new ArrayList<>();
        for (int i : IntStream.range(0, 4).toArray()) {
            InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
            assertThat(body.read()).as("export %d", i).isEqualTo('i');
            unread.add(body);
        }
        HttpResponse<String> refused = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        for (InputStream body : unread) {
            body.close();
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofLines()).statusCode()).isEqualTo(200));
        pool.query("delete from tile where external_id = '" + mark + "'").execute().await().atMost(Duration.ofSeconds(60));
    }

    private static Response export(String login, Map<String, ?> parameters) {
        return given().auth().oauth2(token(login)).queryParams(parameters).get("/api/v1/tiles/export");
    }

    private static List<Map<String, Object>> tiles(String filter) {
        return given().auth().oauth2(token("sales-rep")).queryParam("filter", filter).queryParam("sort", "name").get("/api/v1/tiles")
                .then().statusCode(200).extract().jsonPath().getList("items");
    }

    private static void create(String body) {
        as("sales-rep").body(body).post("/api/v1/tiles").then().statusCode(201);
    }

    private static String mark() {
        return "x-" + UUID.randomUUID();
    }
}

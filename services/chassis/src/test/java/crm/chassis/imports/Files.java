package crm.chassis.imports;

import static crm.chassis.testing.Callers.token;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.RestAssuredConfig.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sends CSV files as people do, and waits for their jobs to end. */
final class Files {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Files() {}

    static Response send(String login, byte[] file, String contentType, Map<String, ?> parameters, String idempotencyKey) {
        var request = given()
                .config(config().encoderConfig(encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("text/csv", ContentType.TEXT)))
                .auth().oauth2(token(login)).contentType(contentType).queryParams(parameters);
        return (idempotencyKey == null ? request : request.header("Idempotency-Key", idempotencyKey)).body(file).post("/api/v1/tiles/imports");
    }

    static Response send(String login, String file, Map<String, ?> parameters) {
        return send(login, file.getBytes(StandardCharsets.UTF_8), "text/csv", parameters, null);
    }

    /** The job of a file, when it has ended. */
    static JsonPath imported(String login, String file, Map<String, ?> parameters) {
        return ended(login, send(login, file, parameters));
    }

    static JsonPath ended(String login, Response accepted) {
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return awaited(login, accepted.header("Location"), "COMPLETED");
    }

    static JsonPath awaited(String login, String location, String state) {
        JsonPath job = await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50))
                .until(() -> job(login, location), found -> List.of(state, "FAILED").contains(found.getString("state")));
        assertThat(job.getString("state")).isEqualTo(state);
        return job;
    }

    static JsonPath job(String login, String location) {
        return given().auth().oauth2(token(login)).get(location).then().statusCode(200).extract().jsonPath();
    }

    static String errors(String login, JsonPath job) {
        return given().auth().oauth2(token(login)).accept("text/csv").get("/api/v1/imports/" + job.getString("id") + "/errors?format=csv")
                .then().statusCode(200).extract().asString();
    }

    /** Created, updated, unchanged, duplicates and failed rows, in this order. */
    static String counts(JsonPath job) {
        assertThat(job.getLong("processed")).isEqualTo(job.getLong("rows"));
        return job.getLong("created") + " " + job.getLong("updated") + " " + job.getLong("unchanged") + " " + job.getLong("duplicates")
                + " " + job.getLong("failed");
    }

    /** Something no other test has. */
    static String unique(String word) {
        return word + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static JsonPath tiles(String login, String filter) {
        return given().auth().oauth2(token(login)).queryParam("filter", filter).queryParam("sort", "name").queryParam("count", true)
                .get("/api/v1/tiles").then().statusCode(200).extract().jsonPath();
    }
}

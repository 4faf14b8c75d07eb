package crm.chassis.bulk;

import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformParts.class)
class BulkTest {

    @Inject
    Pool pool;

    @Test
    void eachOperationHasItsOwnOutcomeAndStopsNoOther() {
        String mine = create("sales-rep", "Mine");
        String other = create("sales-rep", "Other");
        String gone = create("sales-rep", "Gone");
        String theirs = create("sales-rep-2", "Theirs");

        bulk("sales-rep", """
                {"op":"create","record":{"name":"New","size":1}},
                {"op":"create","record":{"size":"big"}},
                {"op":"create","record":{"name":"Odd","nonsense":1}},
                {"op":"update","id":"%s","version":1,"patch":{"size":7}},
                {"op":"update","id":"%s","version":9,"patch":{"size":8}},
                {"op":"update","id":"%s","patch":{"size":9,"name":null}},
                {"op":"archive","id":"%s"},
                {"op":"update","id":"%s","patch":{"size":1}},
                {"op":"update","id":"%s","patch":{"size":1}},
                {"op":"assign","id":"%s","owner":"sales-rep-2"},
                {"op":"explode"},
                {"op":"update","patch":{}},
                {"op":"archive","id":"%s","force":true}"""
                .formatted(mine, other, other, gone, theirs, UUID.randomUUID(), other, gone)).statusCode(200)
                .body("results.status", equalTo(java.util.List.of(201, 422, 400, 200, 412, 422, 200, 404, 404, 200, 400, 400, 400)))
                .body("results.index", equalTo(IntStream.range(0, 13).boxed().toList()))
                .body("results[0].version", equalTo(1))
                .body("results[1].problem.type", equalTo("urn:crm:problem:invalid-fields"))
                .body("results[1].problem.errors[0].pointer", equalTo("/size"))
                .body("results[3].version", equalTo(2))
                .body("results[4].problem.current.version", equalTo(1))
                .body("results[5].problem.errors[0].detail", equalTo("name is required."))
                .body("results[10].problem.detail", containsString("create, update, archive, restore or assign"));

        as("sales-rep").get("/api/v1/tiles/" + mine).then().body("size", equalTo(7)).body("version", equalTo(2));
        as("crm-admin").get("/api/v1/tiles/" + other).then().body("owner", equalTo("sales-rep-2")).body("name", equalTo("Other"))
                .body("$", not(hasKey("size"))).body("version", equalTo(2));
        as("sales-rep").get("/api/v1/tiles/" + gone).then().body("$", hasKey("archivedAt"));
        as("sales-rep").get("/api/v1/tiles/" + mine + "/history").then()
                .body("items.size()", equalTo(2)).body("items[0].changes[0].field", equalTo("size"));
    }

    @Test
    void whatWasArchivedIsRestoredManyAtOnceAndEachIsToldAndRemembered() {
        String mine = create("sales-rep", "Back");
        String lived = create("sales-rep", "Never gone");
        String theirs = create("sales-rep-2", "Not mine");
        bulk("sales-rep", "{\"op\":\"archive\",\"id\":\"%s\"}".formatted(mine)).body("results[0].version", equalTo(2));
        bulk("sales-rep-2", "{\"op\":\"archive\",\"id\":\"%s\"}".formatted(theirs)).body("results[0].version", equalTo(2));

        bulk("sales-rep", """
                {"op":"restore","id":"%1$s","version":1},
                {"op":"restore","id":"%1$s","version":2},
                {"op":"restore","id":"%2$s"},
                {"op":"restore","id":"%3$s"},
                {"op":"restore","id":"%4$s"},
                {"op":"restore"},
                {"op":"restore","id":"%1$s","patch":{}}""".formatted(mine, lived, theirs, UUID.randomUUID())).statusCode(200)
                .body("results.status", equalTo(java.util.List.of(412, 200, 200, 404, 404, 400, 400)))
                .body("results[1].version", equalTo(3))
                .body("results[2].version", equalTo(1));

        as("sales-rep").get("/api/v1/tiles/" + mine).then().body("$", not(hasKey("archivedAt"))).body("version", equalTo(3));
        as("sales-rep").get("/api/v1/tiles/" + mine + "/history").then()
                .body("items.version", equalTo(java.util.List.of(3, 2, 1))).body("items[0].changes.field", equalTo(java.util.List.of("archivedAt")));
        as("crm-admin").get("/api/v1/tiles/" + theirs).then().body("$", hasKey("archivedAt")).body("version", equalTo(2));
        bulk("executive", "{\"op\":\"restore\",\"id\":\"%s\"}".formatted(theirs)).body("results.status", equalTo(java.util.List.of(403)));
    }

    @Test
    void twoOperationsOnOneRecordAreTwoChanges() {
        String tile = create("sales-rep", "Twice");
        String id = UUID.randomUUID().toString();

        bulk("sales-rep", """
                {"op":"update","id":"%1$s","version":1,"patch":{"size":1}},
                {"op":"update","id":"%1$s","version":2,"patch":{"size":2}},
                {"op":"update","id":"%1$s","version":2,"patch":{"size":3}},
                {"op":"create","record":{"id":"%2$s","name":"Made"}},
                {"op":"update","id":"%2$s","patch":{"name":"And changed"}},
                {"op":"create","record":{"id":"%2$s","name":"Made again"}}""".formatted(tile, id)).statusCode(200)
                .body("results.status", equalTo(java.util.List.of(200, 200, 412, 201, 200, 409)));

        as("sales-rep").get("/api/v1/tiles/" + tile + "/history").then().body("items.version", equalTo(java.util.List.of(3, 2, 1)));
        as("sales-rep").get("/api/v1/tiles/" + id).then().body("name", equalTo("And changed")).body("version", equalTo(2));
    }

    @Test
    void whatOnlyTheDatabaseRefusesFailsAloneAndTheKeyIsKept() {
        pool.query("create unique index if not exists tile_only_one on tile (external_id) where external_id like 'only-%'").execute()
                .await().atMost(Duration.ofSeconds(10));
        String only = "only-" + UUID.randomUUID();
        String operations = """
                {"op":"create","record":{"name":"A","externalId":"%1$s"}},
                {"op":"create","record":{"name":"B","externalId":"%1$s"}},
                {"op":"create","record":{"name":"C","externalId":"%1$s-c"}}""".formatted(only);
        String key = UUID.randomUUID().toString();

        JsonPath first = send("sales-rep", operations, key).statusCode(200)
                .body("results.status", equalTo(java.util.List.of(201, 409, 201))).extract().jsonPath();
        JsonPath second = send("sales-rep", operations, key).statusCode(200).extract().jsonPath();

        assertThat(second.getList("results")).isEqualTo(first.getList("results"));
        as("sales-rep").queryParam("filter", "externalId==" + only + "*").queryParam("count", true).get("/api/v1/tiles").then()
                .body("total", equalTo(2));
    }

    @Test
    void aThousandOperationsAreTakenAndNotOneMore() {
        String thousand = operations(1_000);

        bulk("sales-rep", thousand).statusCode(200).body("results.size()", equalTo(1_000))
                .body("results.findAll { it.status == 201 }.size()", equalTo(1_000));
        bulk("sales-rep", thousand + "," + operations(1)).statusCode(400).body("detail", equalTo("There have to be 1 to 1000 operations."));
        bulk("sales-rep", "").statusCode(400);
        as("sales-rep").body("{}").post("/api/v1/tiles/bulk").then().statusCode(400);
        as("sales-rep").body("{\"operations\":[],\"dryRun\":true}").post("/api/v1/tiles/bulk").then().statusCode(400);
    }

    @Test
    void whoOnlyReadsChangesNothingInBulkEither() {
        String tile = create("sales-rep", "Safe");

        bulk("executive", "{\"op\":\"create\",\"record\":{\"name\":\"X\"}},{\"op\":\"update\",\"id\":\"%s\",\"patch\":{\"size\":1}}".formatted(tile))
                .statusCode(200).body("results.status", equalTo(java.util.List.of(403, 403)));
    }

    private static String operations(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"op\":\"create\",\"record\":{\"name\":\"Tile " + i + "\"}}").collect(Collectors.joining(","));
    }

    private static ValidatableResponse bulk(String login, String operations) {
        return send(login, operations, null);
    }

    private static ValidatableResponse send(String login, String operations, String key) {
        var request = as(login).body("{\"operations\":[" + operations + "]}");
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/api/v1/tiles/bulk").then();
    }

    private static String create(String login, String name) {
        return as(login).body("{\"name\":\"" + name + "\"}").post("/api/v1/tiles").then().statusCode(201).extract().path("id");
    }
}

package crm.chassis.dictionary;

import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import crm.chassis.sample.TileType;
import crm.chassis.testing.PlatformParts;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the company publishes for a kind of record holds within two seconds, without a restart. */
@QuarkusTest
@WithTestResource(PlatformParts.class)
class PublishedStandardsTest {

    private static final String TILES = "/api/v1/tiles";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String KILN = "{\"entity\":\"tile\",\"name\":\"kiln\",\"type\":\"PICKLIST\",\"required\":true,\"options\":[\"NORTH\",\"SOUTH\"]}";
    private static final String WEIGHT = "{\"entity\":\"tile\",\"name\":\"weight\",\"type\":\"NUMBER\",\"required\":false}";
    private static final String MARGIN = "{\"entity\":\"tile\",\"name\":\"margin\",\"type\":\"MONEY\",\"required\":false,"
            + "\"whoMayRead\":[\"sales-manager\",\"crm-admin\"],\"whoMayWrite\":[\"crm-admin\"]}";

    @AfterEach
    void retireAll() {
        sql("update dictionary_entry set retired = true, version = version + 1", Tuple.tuple());
        await().atMost(SOON).until(() -> TileType.TILE.rules().isEmpty() && as("sales-rep").body("{\"name\":\"Free\",\"customFields\":{\"anything\":1}}").post(TILES).statusCode() == 201);
    }

    @Test
    void aPublishedFieldIsLiveWithoutARestartAndChecked() {
        as("sales-rep").body("{\"name\":\"Before\",\"customFields\":{\"kiln\":\"EAST\"}}").post(TILES).then().statusCode(201);
        publish("FIELD", KILN);
        publish("FIELD", WEIGHT);
        await().atMost(SOON).until(() -> create("{\"kiln\":\"EAST\"}").statusCode() == 422);

        create("{\"kiln\":\"NORTH\",\"weight\":2.5}").then().statusCode(201);
        create("{\"kiln\":\"EAST\"}").then().body("errors.pointer", contains("/customFields/kiln"))
                .body("errors[0].detail", equalTo("customFields.kiln has to be one of NORTH, SOUTH."));
        create("{\"weight\":2}").then().statusCode(422).body("errors[0].detail", equalTo("customFields.kiln is required."));
        create("{\"kiln\":\"NORTH\",\"weight\":\"heavy\"}").then().statusCode(422)
                .body("errors[0].detail", equalTo("customFields.weight has to be a number."));
        create("{\"kiln\":\"NORTH\",\"colour\":\"red\"}").then().statusCode(422)
                .body("errors[0].detail", equalTo("There is no custom field colour. Fields: kiln, weight."));
    }

    @Test
    void numbersAreComparedAndSortedAsNumbersAlsoBesideTextThatWasThereBefore() {
        String tag = "t" + UUID.randomUUID().toString().substring(0, 8);
        createNamed(tag, "{\"weight\":\"old text\"}");
        publish("FIELD", WEIGHT);
        await().atMost(SOON).until(() -> create("{\"weight\":\"x\"}").statusCode() == 422);
        createNamed(tag, "{\"weight\":10}");
        createNamed(tag, "{\"weight\":9}");

        assertThat(list(tag + "*;customFields.weight=gt=5", "customFields.weight")).containsExactly(9, 10);
        assertThat(list(tag + "*;customFields.weight=gt=9", "name")).containsExactly(10);
        as("sales-rep").queryParam("filter", "customFields.weight=gt=heavy").get(TILES).then().statusCode(400);
    }

    @Test
    void aFieldIsMaskedForWhoMayNotReadItAndRefusedToWhoMayNotWriteIt() {
        publish("FIELD", MARGIN);
        await().atMost(SOON).until(() -> create("{\"margin\":1}").statusCode() == 422);
        String tile = as("crm-admin").body("{\"name\":\"Secret\",\"owner\":\"sales-rep\",\"team\":\"sales-central\",\"customFields\":{\"margin\":40.25}}")
                .post(TILES).then().statusCode(201).extract().path("id");

        as("sales-rep").get(TILES + "/" + tile).then().body("customFields.margin", equalTo("***"));
        as("sales-manager").get(TILES + "/" + tile).then().body("customFields.margin", equalTo(40.25f));
        as("sales-rep").queryParam("filter", "customFields.margin=gt=30").get(TILES).then().statusCode(400);
        as("sales-manager").header("If-Match", "*").body("{\"customFields\":{\"margin\":41.75}}").patch(TILES + "/" + tile).then().statusCode(422)
                .body("errors[0].detail", equalTo("customFields.margin cannot be set by your roles."));
        as("sales-manager").header("If-Match", "*").body("{\"customFields\":{\"margin\":null}}").patch(TILES + "/" + tile).then().statusCode(422);
        as("crm-admin").header("If-Match", "*").body("{\"customFields\":{\"margin\":41.75}}").patch(TILES + "/" + tile).then().statusCode(200);
        String history = as("sales-rep").get(TILES + "/" + tile + "/history").then().statusCode(200).extract().asString();
        assertThat(history).contains("***").doesNotContain("41.75");
        assertThat(as("sales-rep").queryParam("filter", "id==" + tile).get(TILES + "/export").then().statusCode(200).extract().asString())
                .contains("***").doesNotContain("41.75");
    }

    @Test
    void aBlockingRuleRefusesWhatIsWrittenAndLeavesWhatWasThere() {
        String old = create("{}").then().statusCode(201).extract().path("id");
        publish("RULE", rule("notes", "BLOCK", null));
        await().atMost(SOON).until(() -> create("{}").statusCode() == 422);

        create("{}").then().body("errors[0].pointer", equalTo("/notes")).body("errors[0].why", equalTo("Because"))
                .body("errors[0].example", equalTo("An example")).body("errors[0].fix", equalTo("Do it"));
        as("sales-rep").header("If-Match", "*").body("{\"size\":3}").patch(TILES + "/" + old).then().statusCode(200);
        as("sales-rep").header("If-Match", "*").body("{\"notes\":\"n\"}").patch(TILES + "/" + old).then().statusCode(200);
        as("sales-rep").header("If-Match", "*").body("{\"notes\":null}").patch(TILES + "/" + old).then().statusCode(422);
    }

    @Test
    void aWarningRuleAcceptsAndSaysSoInAHeaderAndAnObservingOneSaysNothing() {
        publish("RULE", rule("notes", "WARN", "[A-Z]+"));
        publish("RULE", rule("email", "OBSERVE", null));
        await().atMost(SOON).until(() -> TileType.TILE.rules().size() == 2);

        as("sales-rep").body("{\"name\":\"Warned\",\"notes\":\"small\"}").post(TILES).then().statusCode(201)
                .header("CRM-Quality-Warnings", containsString("\"pointer\":\"/notes\""));
        as("sales-rep").body("{\"name\":\"Fine\",\"notes\":\"LARGE\"}").post(TILES).then().statusCode(201)
                .header("CRM-Quality-Warnings", nullValue());
    }

    private static io.restassured.response.Response create(String customFields) {
        return as("sales-rep").body("{\"name\":\"Tile\",\"customFields\":" + customFields + "}").post(TILES);
    }

    private static void createNamed(String name, String customFields) {
        as("sales-rep").body("{\"name\":\"" + name + "\",\"customFields\":" + customFields + "}").post(TILES).then().statusCode(201);
    }

    private static List<Object> list(String nameAndMore, String sort) {
        return as("sales-rep").queryParam("filter", "name==" + nameAndMore).queryParam("sort", sort).get(TILES).then().statusCode(200)
                .extract().path("items.customFields.weight");
    }

    private static String rule(String field, String mode, String pattern) {
        return "{\"entity\":\"tile\",\"kind\":\"" + (pattern == null ? "REQUIRED" : "FORMAT") + "\",\"field\":\"" + field + "\",\"mode\":\"" + mode + "\","
                + (pattern == null ? "" : "\"pattern\":\"" + pattern + "\",") + "\"why\":\"Because\",\"example\":\"An example\",\"fix\":\"Do it\"}";
    }

    /** As an event of governance is kept. */
    private static void publish(String kind, String definition) {
        sql("insert into dictionary_entry (id, kind, entity, version, retired, definition) values ($1, $2, 'tile', 1, false, cast(cast($3 as text) as jsonb))",
                Tuple.of(UUID.randomUUID(), kind, definition));
    }

    private static void sql(String statement, Tuple parameters) {
        Arc.container().instance(Pool.class).get().preparedQuery(statement).execute(parameters).await().atMost(Duration.ofSeconds(10));
    }
}

package crm.opportunities.product;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kinds of records without events of their own are told of as well, whichever way they are changed. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ToldChangesTest {

    @Test
    void whoMadeChangedArchivedAndRestoredARecordIsTold() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            String name = unique("Product");
            JsonNode product = created("sales-manager", "products", "{\"name\":\"" + name + "\",\"price\":10,\"currency\":\"EUR\"}");
            String id = product.path("id").asText();
            patched("crm-admin", "products", product, "{\"series\":\"Pro\"}");
            patched("crm-admin", "products", product, "{\"series\":\"Pro\"}");
            Callers.as("crm-admin").header("If-Match", "*").delete("/api/v1/products/" + id);
            Callers.as("sales-manager").post("/api/v1/products/" + id + "/restoration");

            List<JsonNode> told = events.await(id, 4);
            assertThat(told).extracting(event -> event.path("type").asText()).containsOnly("crm.opportunities.record-changed.v1");
            assertThat(told).extracting(ToldChangesTest::shown).containsExactly("1 sales-manager product CREATED ", "2 crm-admin product CHANGED series",
                    "3 crm-admin product ARCHIVED archivedAt", "4 sales-manager product CHANGED archivedAt");
            assertThat(told.get(0).at("/data/record/name").asText()).isEqualTo(name);
            assertThat(told.get(0).path("data").has("changes")).isFalse();
            assertThat(told.get(1).at("/data/changes/0/from").isNull()).isTrue();
            assertThat(told.get(1).at("/data/changes/0/to").asText()).isEqualTo("Pro");
        }
    }

    @Test
    void whatOthersKeepCopiesOfIsToldAgainAsItStands() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            String id = created("sales-manager", "products", "{\"name\":\"" + unique("Product") + "\"}").path("id").asText();
            Callers.as("crm-admin").body("{\"collections\":[\"products\"]}").post("/api/v1/operations/rebuild").then().statusCode(202);

            List<JsonNode> told = events.await(id, 2);
            assertThat(told.get(1).path("rebuild").asBoolean()).isTrue();
            assertThat(told.get(1).path("recordversion").asInt()).isEqualTo(1);
            assertThat(told.get(1).at("/data/recordType").asText()).isEqualTo("product");
            assertThat(told.get(1).at("/data/action").asText()).isEqualTo("CHANGED");
            assertThat(told.get(1).path("data").has("changes")).isFalse();
            assertThat(told.get(1).at("/data/record")).isEqualTo(told.get(0).at("/data/record"));
        }
    }

    @Test
    void soAreThoseOfManyAtOnce() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            JsonNode product = created("sales-manager", "products", "{\"name\":\"" + unique("Product") + "\"}");
            String id = product.path("id").asText();
            JsonNode results = json(Callers.as("sales-manager").body("{\"operations\":[{\"op\":\"create\",\"record\":{\"name\":\"" + unique("Product") + "\"}},"
                    + "{\"op\":\"update\",\"id\":\"" + id + "\",\"patch\":{\"series\":\"Pro\"}},{\"op\":\"archive\",\"id\":\"" + id + "\"}]}")
                    .post("/api/v1/products/bulk"));

            assertThat(events.await(results.at("/results/0/id").asText(), 1)).extracting(ToldChangesTest::shown).containsExactly("1 sales-manager product CREATED ");
            assertThat(events.await(id, 3)).extracting(ToldChangesTest::shown).containsExactly("1 sales-manager product CREATED ",
                    "2 sales-manager product CHANGED series", "3 sales-manager product ARCHIVED archivedAt");
        }
    }

    @Test
    void soAreThoseOfAnImportAndOfItsReversal() throws Exception {
        try (PublishedEvents events = PublishedEvents.hear()) {
            String mark = unique("Mark");
            JsonNode known = created("sales-manager", "products", "{\"name\":\"" + unique("Product") + "\",\"series\":\"Old\",\"externalId\":\"" + mark + " 1\"}");
            String csv = "externalId,name,series\n" + mark + " 1," + known.path("name").asText() + ",New\n" + mark + " 2," + unique("Product") + ",New\n";
            JsonNode job = json(Callers.as("sales-manager").contentType("text/csv").queryParam("matchOn", "externalId")
                    .body(csv.getBytes(StandardCharsets.UTF_8)).post("/api/v1/products/imports"));
            String path = "/api/v1/imports/" + job.path("id").asText();
            await().until(() -> json(Callers.as("sales-manager").get(path)).path("state").asText(), "COMPLETED"::equals);
            String id = json(Callers.as("sales-manager").queryParam("filter", "externalId==\"" + mark + " 2\"").get("/api/v1/products")).at("/items/0/id").asText();

            Callers.as("sales-manager").post(path + "/reversal").then().statusCode(202);

            assertThat(events.await(id, 2)).extracting(ToldChangesTest::shown).containsExactly("1 sales-manager product CREATED ",
                    "2 sales-manager product ARCHIVED archivedAt");
            assertThat(events.await(known.path("id").asText(), 3)).extracting(ToldChangesTest::shown).containsExactly("1 sales-manager product CREATED ",
                    "2 sales-manager product CHANGED series", "3 sales-manager product CHANGED series");
        }
    }

    private static String shown(JsonNode event) {
        return event.path("recordversion").asInt() + " " + event.path("actor").asText() + " " + event.at("/data/recordType").asText() + " "
                + event.at("/data/action").asText() + " " + String.join(",", event.at("/data/changes").findValuesAsText("field"));
    }
}

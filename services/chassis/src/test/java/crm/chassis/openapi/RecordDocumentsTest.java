package crm.chassis.openapi;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformParts.class)
class RecordDocumentsTest {

    @Test
    void theDocumentDescribesEveryFieldOfARecord() {
        given().get("/q/openapi?format=json").then().statusCode(200)
                .body("components.schemas.Tile.properties.colour.enum", containsInAnyOrder("RED", "GREEN", "BLUE"))
                .body("components.schemas.Tile.properties.place.properties", hasKey("postalCode"))
                .body("components.schemas.TileInput.properties", not(hasKey("version")))
                .body("components.schemas.TileInput.required", hasItem("name"))
                .body("components.schemas.TileInput.additionalProperties", equalTo(false))
                .body("components.schemas.TilePatch.properties.size.type", containsInAnyOrder("integer", "null"))
                .body("paths.'/api/v1/tiles'.post.requestBody.content.'application/json'.schema.$ref", equalTo("#/components/schemas/TileInput"))
                .body("paths.'/api/v1/tiles'.get.responses.'200'.content.'application/json'.schema.$ref", equalTo("#/components/schemas/TilePage"))
                .body("paths.'/api/v1/tiles/{id}'.get.responses.default.content", hasKey("application/problem+json"));
    }
}

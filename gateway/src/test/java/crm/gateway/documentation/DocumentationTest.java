package crm.gateway.documentation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class DocumentationTest {

    @Test
    void theDocumentsOfAllServicesBecomeOne() {
        given().get("/api/openapi").then().statusCode(200).contentType("application/json")
                .body("openapi", equalTo("3.1.0"))
                .body("servers[0].url", equalTo(Surroundings.PUBLIC_URL))
                .body("tags.name", hasItems("gateway", "leads", "opportunities", "campaigns", "cases", "governance"))
                .body("paths", hasKey("/api/v1/leads")).body("paths", hasKey("/api/v1/me"))
                .body("paths", not(hasKey("/q/internal")))
                .body("paths.'/api/v1/leads'.get.tags", equalTo(List.of("leads")));
    }

    @Test
    void schemasOfOneNameThatDifferAreKeptApart() {
        given().get("/api/openapi").then()
                .body("components.schemas.Page.title", equalTo("leads"))
                .body("components.schemas.CasesPage.title", equalTo("cases"))
                .body("paths.'/api/v1/cases'.get.responses.'200'.content.'application/json'.schema.'$ref'",
                        equalTo("#/components/schemas/CasesPage"));
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndNoInlineScript() {
        String page = given().get("/api/docs").then().statusCode(200).contentType("text/html")
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .extract().asString();
        List<String> resources = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css))\"").matcher(page).results()
                .map(MatchResult::group)
                .map(found -> found.substring(found.indexOf('"') + 1, found.length() - 1)).toList();
        assertEquals(4, resources.size(), page);
        resources.forEach(resource -> given().get(resource).then().statusCode(200));
        assertEquals(0, Pattern.compile("<script>|<style|style=|onclick|https?://").matcher(page).results().count(),
                page);
    }

    @Test
    void theStateOfTheServicesIsThereForWhoIsLoggedIn() {
        given().auth().oauth2(Issuer.token("sales-rep", "sales-rep")).get("/api/v1/status").then().statusCode(200)
                .body("services.name", equalTo(List.of("leads", "opportunities", "campaigns", "cases", "governance")))
                .body("services.state", equalTo(List.of("UP", "UP", "UP", "UP", "UP")));
        given().get("/api/v1/status").then().statusCode(401);
    }
}

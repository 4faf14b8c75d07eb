package crm.chassis.explanation;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformParts.class)
class ExplanationTest {

    private static final String TILES = "/api/v1/tiles";
    private static final String EXPLANATION = "/api/v1/access/explanation";

    /** Whatever is explained is what happens. */
    @ParameterizedTest
    @ValueSource(strings = {"sales-rep", "sales-rep-2", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager", "success-manager",
            "data-steward", "compliance-officer", "executive", "crm-admin"})
    void theExplanationIsWhatReadingAndChangingComeTo(String person) {
        for (String record : List.of(tile("sales-rep"), tile("sales-rep-2"), tile("sales-manager"), tile("marketer"), tile("crm-admin"))) {
            JsonPath explained = as(person).queryParam("record", record).get(EXPLANATION).then().statusCode(200).extract().jsonPath();
            int read = as(person).get(TILES + "/" + record).statusCode();
            int changed = as(person).header("If-Match", "*").body("{\"notes\":\"" + UUID.randomUUID() + "\"}").patch(TILES + "/" + record).statusCode();

            assertThat(explained.getBoolean("read.allowed")).as(explained.prettify()).isEqualTo(read == 200);
            assertThat(explained.getBoolean("change.allowed")).as(explained.prettify()).isEqualTo(changed == 200);
            JsonPath asked = as("compliance-officer").queryParam("record", record).queryParam("user", person).get(EXPLANATION).then().statusCode(200).extract().jsonPath();
            for (String verdict : List.of("read.allowed", "read.reason", "change.allowed", "change.reason")) {
                assertThat(asked.<Object>get(verdict)).as(verdict + " as another sees it").isEqualTo(explained.get(verdict));
            }
        }
    }

    @Test
    void itNamesTheRuleInWords() {
        String record = tile("sales-rep-2");

        as("sales-rep").queryParam("record", record).get(EXPLANATION).then().statusCode(200)
                .body("record.type", equalTo("tile")).body("record", not(hasKey("owner"))).body("record", not(hasKey("team")))
                .body("user.login", equalTo("sales-rep")).body("read.scope", equalTo("TEAM")).body("read.role", equalTo("sales-rep"))
                .body("read.reason", equalTo("As sales-rep, sales-rep may read own records, those of the own teams and the teams below them, and those that nobody owns;"
                        + " this record is not among them: it is somebody else's."))
                .body("change.scope", equalTo("OWN")).body("maskedFields", empty());
        as("sales-manager").queryParam("record", record).get(EXPLANATION).then().statusCode(200)
                .body("record.owner", equalTo("sales-rep-2")).body("record.team", equalTo("sales-east"))
                .body("read.reason", equalTo("As sales-manager, sales-manager may read own records, those of the own teams and the teams below them, and those that nobody"
                        + " owns; this record is among them: it is in the team sales-east."))
                .body("maskedFields", contains("recipe"));
        as("support-agent").queryParam("record", record).get(EXPLANATION).then().statusCode(200)
                .body("read.reason", equalTo("No role of support-agent may read records of the type tile.")).body("rights", empty());
    }

    @Test
    void aboutOthersOnlyThoseAskWhoKeepTheRules() {
        String record = tile("sales-rep");

        for (String person : List.of("sales-rep-2", "sales-manager", "executive", "integration")) {
            as(person).queryParam("record", record).queryParam("user", "sales-rep").get(EXPLANATION).then().statusCode(403);
        }
        for (String person : List.of("crm-admin", "data-steward", "compliance-officer")) {
            as(person).queryParam("record", record).queryParam("user", "sales-rep-2").get(EXPLANATION).then().statusCode(200)
                    .body("user.login", equalTo("sales-rep-2")).body("record.owner", equalTo("sales-rep")).body("read.allowed", equalTo(false));
        }
        anonymous().queryParam("record", record).get(EXPLANATION).then().statusCode(401);
    }

    @Test
    void whatDoesNotExistIsSaid() {
        as("crm-admin").queryParam("record", UUID.randomUUID()).get(EXPLANATION).then().statusCode(404);
        as("crm-admin").queryParam("record", "lead-1").get(EXPLANATION).then().statusCode(422).body("errors[0].pointer", equalTo("record"));
        as("crm-admin").get(EXPLANATION).then().statusCode(422);
        as("crm-admin").queryParam("record", tile("sales-rep")).queryParam("user", "nobody-at-all").get(EXPLANATION).then().statusCode(422)
                .body("errors[0].pointer", equalTo("user"));
    }

    private static String tile(String creator) {
        return as(creator).body("{\"name\":\"Explained " + UUID.randomUUID() + "\"}").post(TILES).then().statusCode(201).extract().path("id");
    }
}

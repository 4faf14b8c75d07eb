package crm.governance.quality;

import static crm.chassis.testing.Callers.as;

import io.restassured.path.json.JsonPath;
import java.util.UUID;

/** What tests say about rules and records of these. */
final class Kept {

    static final String RULES = "/api/v1/quality/rules";
    static final String SCORES = "/api/v1/quality/scores";
    static final String ISSUES = "/api/v1/quality/issues";

    private Kept() {}

    /** The name of a field that no other test has rules about. */
    static String field() {
        return "f" + UUID.randomUUID().toString().replace("-", "");
    }

    static String required(String entity, String field, int weight) {
        return published("{\"entity\":\"%s\",\"kind\":\"REQUIRED\",\"field\":\"%s\",\"mode\":\"WARN\",\"weight\":%d,\"why\":\"It is needed\",\"fix\":\"Ask for it\"}"
                .formatted(entity, field, weight));
    }

    static String format(String entity, String field, String pattern, int weight) {
        return published("{\"entity\":\"%s\",\"kind\":\"FORMAT\",\"field\":\"%s\",\"pattern\":\"%s\",\"mode\":\"OBSERVE\",\"weight\":%d,\"why\":\"It is read by machines\"}"
                .formatted(entity, field, pattern, weight));
    }

    private static String published(String rule) {
        return as("data-steward").body(rule).post(RULES).then().statusCode(201).extract().path("id");
    }

    static void changed(String rule, String patch) {
        as("data-steward").header("If-Match", "*").body(patch).patch(RULES + "/" + rule).then().statusCode(200);
    }

    static void retired(String... rules) {
        for (String rule : rules) {
            as("data-steward").header("If-Match", "*").delete(RULES + "/" + rule).then().statusCode(200);
        }
    }

    static JsonPath score(String caller, String type, UUID id) {
        return as(caller).get(SCORES + "/" + type + "/" + id).then().statusCode(200).extract().jsonPath();
    }
}

package crm.governance.quality;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import crm.governance.testing.GovernanceParts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Fields and quality rules: who publishes them, what is accepted, and what the services hear. */
@GovernanceParts
class DictionaryTest {

    private static final String FIELDS = "/api/v1/fields";
    private static final String RULES = "/api/v1/quality/rules";
    private static final List<String> ROLES = List.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager",
            "success-manager", "data-steward", "compliance-officer", "executive", "crm-admin", "integration");
    private static final List<String> WRITERS = List.of("data-steward", "crm-admin");

    @Test
    void everyoneReadsAndStewardsAndAdministratorsWrite() {
        String field = as("data-steward").body(field("TEXT", "")).post(FIELDS).then().statusCode(201).extract().path("id");
        String rule = as("data-steward").body(rule("phone", "")).post(RULES).then().statusCode(201).extract().path("id");
        SoftAssertions all = new SoftAssertions();
        for (String role : ROLES) {
            boolean writes = WRITERS.contains(role);
            all.assertThat(as(role).get(FIELDS).statusCode()).as(role + " lists fields").isEqualTo(200);
            all.assertThat(as(role).get(FIELDS + "/" + field).statusCode()).as(role + " reads a field").isEqualTo(200);
            all.assertThat(as(role).get(RULES + "/" + rule).statusCode()).as(role + " reads a rule").isEqualTo(200);
            all.assertThat(as(role).body(field("TEXT", "")).post(FIELDS).statusCode()).as(role + " publishes a field").isEqualTo(writes ? 201 : 403);
            all.assertThat(as(role).body(rule("email", "")).post(RULES).statusCode()).as(role + " publishes a rule").isEqualTo(writes ? 201 : 403);
            all.assertThat(as(role).header("If-Match", "*").body("{\"label\":\"" + role + "\"}").patch(FIELDS + "/" + field).statusCode())
                    .as(role + " changes a field").isEqualTo(writes ? 200 : 403);
            all.assertThat(as(role).header("If-Match", "*").body("{\"why\":\"" + role + "\"}").patch(RULES + "/" + rule).statusCode())
                    .as(role + " changes a rule").isEqualTo(writes ? 200 : 403);
        }
        all.assertThat(anonymous().get(FIELDS).statusCode()).isEqualTo(401);
        all.assertThat(anonymous().get(RULES).statusCode()).isEqualTo(401);
        all.assertAll();
    }

    @Test
    void aFieldIsPublishedChangedAndRetiredAndTheAuditHearsEachOfIt() {
        String name = name();
        String id = as("data-steward").body(field(name, "PICKLIST", ",\"options\":[\"A\",\"B\"]")).post(FIELDS).then().statusCode(201)
                .extract().path("id");

        as("data-steward").body(field(name, "TEXT", "")).post(FIELDS).then().statusCode(409);
        as("data-steward").header("If-Match", "*").body("{\"type\":\"TEXT\",\"options\":[]}").patch(FIELDS + "/" + id).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/type"));
        as("data-steward").header("If-Match", "*").body("{\"options\":[\"A\",\"B\",\"C\"]}").patch(FIELDS + "/" + id).then().statusCode(200);
        as("data-steward").header("If-Match", "*").delete(FIELDS + "/" + id).then().statusCode(200);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("compliance-officer").queryParam("recordId", id).get("/api/v1/audit")
                .then().statusCode(200).body("items.type", hasItem("crm.governance.field-retired.v1"))
                .body("items.findAll { it.type == 'crm.governance.field-published.v1' }.size()", equalTo(2)));
    }

    @Test
    void theAuditHearsFromWhatToWhatWhoChangedARule() {
        String id = as("data-steward").body(rule("phone", ",\"weight\":5")).post(RULES).then().statusCode(201).extract().path("id");
        as("crm-admin").header("If-Match", "*").body("{\"weight\":10}").patch(RULES + "/" + id).then().statusCode(200);
        as("data-steward").header("If-Match", "*").delete(RULES + "/" + id).then().statusCode(200);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> as("compliance-officer").queryParam("recordId", id)
                .queryParam("type", "crm.governance.record-changed.v1").get("/api/v1/audit").then().statusCode(200)
                .body("items.recordVersion", equalTo(List.of(3, 2, 1))).body("items.recordType", equalTo(List.of("qualityRule", "qualityRule", "qualityRule")))
                .body("items.actor", equalTo(List.of("data-steward", "crm-admin", "data-steward")))
                .body("items[1].changes", equalTo(List.of(Map.of("field", "weight", "from", 5, "to", 10))))
                .body("items[0].changes.field", equalTo(List.of("archivedAt"))));
    }

    @Test
    void whatCannotHoldIsRefused() {
        as("data-steward").body(field("PICKLIST", "")).post(FIELDS).then().statusCode(422).body("errors[0].pointer", equalTo("/options"));
        as("data-steward").body(field("a name", "TEXT", "")).post(FIELDS).then().statusCode(422).body("errors[0].pointer", equalTo("/name"));
        as("data-steward").body(field("TEXT", "").replace("\"product\"", "\"moon\"")).post(FIELDS).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/entity"));
        as("data-steward").body(rule("phone", ",\"pattern\":\"x\"")).post(RULES).then().statusCode(422).body("errors[0].pointer", equalTo("/pattern"));
        as("data-steward").body(rule("phone", ",\"pattern\":\"(\"").replace("REQUIRED", "FORMAT")).post(RULES).then().statusCode(422)
                .body("errors[0].detail", equalTo("The pattern is no regular expression."));
        as("data-steward").body(rule("phone", ",\"weight\":101")).post(RULES).then().statusCode(422).body("errors[0].pointer", equalTo("/weight"));
    }

    private static String name() {
        return "f" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private static String field(String type, String more) {
        return field(name(), type, more);
    }

    private static String field(String name, String type, String more) {
        return "{\"entity\":\"product\",\"name\":\"" + name + "\",\"label\":\"A field\",\"type\":\"" + type + "\"" + more + "}";
    }

    private static String rule(String field, String more) {
        return "{\"entity\":\"product\",\"kind\":\"REQUIRED\",\"field\":\"" + field + "\",\"mode\":\"OBSERVE\",\"why\":\"Calls need it\"" + more + "}";
    }
}

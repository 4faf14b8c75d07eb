package crm.governance.audit;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import crm.chassis.testing.TestEvents;
import crm.governance.testing.GovernanceParts;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

@GovernanceParts
class AuditTest {

    private static final String AT = "/api/v1/audit";

    @Test
    void whoChangedWhatFromWhatToWhatOnWhoseBehalfIsToldNewestFirst() throws Exception {
        UUID lead = UUID.randomUUID();
        try (TestEvents broker = TestEvents.open()) {
            broker.publish("crm.leads.lead-changed.v1", told("crm.leads.lead-changed.v1", lead, 2, "2026-11-21T10:00:00Z", "leads", "bob",
                    "{\"record\":{\"status\":\"CONTACTED\"},\"changes\":[{\"field\":\"status\",\"from\":\"NEW\",\"to\":\"CONTACTED\"}]}"));
            broker.publish("crm.leads.lead-captured.v1", told("crm.leads.lead-captured.v1", lead, 1, "2026-11-21T09:00:00Z", "ann", null, "{\"record\":{\"status\":\"NEW\"}}"));
        }
        await().untilAsserted(() -> as("compliance-officer").queryParam("recordId", lead).get(AT).then().body("items", hasSize(2)));

        JsonPath page = as("compliance-officer").queryParam("recordId", lead).get(AT).then().statusCode(200).extract().jsonPath();

        assertThat(page.getList("items.recordVersion", Integer.class)).containsExactly(2, 1);
        assertThat(page.getString("items[0].actor")).isEqualTo("leads");
        assertThat(page.getString("items[0].onBehalfOf")).isEqualTo("bob");
        assertThat(page.getString("items[0].recordType")).isEqualTo("lead");
        assertThat(page.getString("items[0].at")).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(page.getString("items[0].changes[0].from")).isEqualTo("NEW");
        assertThat(page.getString("items[0].changes[0].to")).isEqualTo("CONTACTED");
        assertThat(page.getString("nextCursor")).isNull();
        as("executive").get(AT + "/" + page.getString("items[1].id")).then().statusCode(200).body("data.record.status", equalTo("NEW"));
        for (String actor : List.of("bob", "leads")) {
            as("crm-admin").queryParam("recordId", lead).queryParam("actor", actor).get(AT).then().body("items", hasSize(1));
        }
        as("crm-admin").queryParam("recordId", lead).queryParam("type", "crm.leads.lead-captured.v1").get(AT).then().body("items", hasSize(1));
        as("crm-admin").queryParam("recordId", lead).queryParam("recordType", "account").get(AT).then().body("items", hasSize(0));
        as("crm-admin").queryParam("recordId", lead).queryParam("from", "2026-11-21T09:00:00Z").queryParam("to", "2026-11-21T10:00:00Z").get(AT)
                .then().body("items.recordVersion", equalTo(List.of(1)));
    }

    @Test
    void pagesNeitherSkipNorRepeatWhatHappenedAtTheSameMoment() throws Exception {
        UUID lead = UUID.randomUUID();
        try (TestEvents broker = TestEvents.open()) {
            for (int version = 1; version <= 5; version++) {
                broker.publish("crm.leads.lead-changed.v1", told("crm.leads.lead-changed.v1", lead, version, "2026-11-21T10:00:00Z", "ann", null, "{\"record\":{}}"));
            }
        }
        await().untilAsserted(() -> as("crm-admin").queryParam("recordId", lead).get(AT).then().body("items", hasSize(5)));

        List<Integer> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = as("crm-admin").queryParam("recordId", lead).queryParam("limit", 2).queryParam("cursor", cursor).get(AT)
                    .then().statusCode(200).extract().jsonPath();
            seen.addAll(page.getList("items.recordVersion", Integer.class));
            cursor = page.getString("nextCursor");
        }
        assertThat(seen).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void whatAReaderHasNoNeedToKnowIsMasked() throws Exception {
        UUID contact = UUID.randomUUID();
        try (TestEvents broker = TestEvents.open()) {
            broker.publish("crm.opportunities.contact-changed.v1", told("crm.opportunities.contact-changed.v1", contact, 2, "2026-11-21T10:00:00Z", "ann", null,
                    "{\"record\":{\"birthdate\":\"1970-01-01\"},\"changes\":[{\"field\":\"birthdate\",\"from\":null,\"to\":\"1970-01-01\"}]}"));
        }
        await().untilAsserted(() -> as("compliance-officer").queryParam("recordId", contact).get(AT).then()
                .body("items[0].changes[0].to", equalTo("1970-01-01")));

        JsonPath entry = as("executive").queryParam("recordId", contact).get(AT).jsonPath();
        assertThat(entry.getString("items[0].changes[0].field")).isEqualTo("birthdate");
        assertThat(entry.getString("items[0].changes[0].to")).isNull();
        as("executive").get(AT + "/" + entry.getString("items[0].id")).then().body("data.record.birthdate", equalTo("***"));
    }

    @Test
    void whatCannotBeAskedForIsNamed() {
        Stream.of("limit=0", "limit=201", "limit=x", "recordId=7", "from=yesterday", "to=2026", "cursor=bm9uZQ").forEach(parameter -> {
            String[] parts = parameter.split("=");
            as("crm-admin").queryParam(parts[0], parts[1]).get(AT).then().statusCode(400).body("errors[0].pointer", equalTo(parts[0]));
        });
        as("crm-admin").queryParam("hash", "x").get(AT + "/verification").then().statusCode(400);
        as("crm-admin").queryParam("position", "3").get(AT + "/verification").then().statusCode(400);
        as("crm-admin").get(AT + "/" + UUID.randomUUID()).then().statusCode(404);
        as("crm-admin").get(AT + "/no-id").then().statusCode(404);
    }

    @Test
    void onlyThoseWhoLookAfterTheWholeSeeIt() {
        Set<String> readers = Set.of("data-steward", "compliance-officer", "executive", "crm-admin");
        SoftAssertions all = new SoftAssertions();
        for (String role : List.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager", "success-manager",
                "data-steward", "compliance-officer", "executive", "crm-admin", "integration")) {
            int expected = readers.contains(role) ? 200 : 403;
            all.assertThat(as(role).get(AT).statusCode()).as(role + " lists").isEqualTo(expected);
            all.assertThat(as(role).queryParam("limit", 1).get(AT + "/verification").statusCode()).as(role + " verifies").isEqualTo(expected);
            all.assertThat(as(role).get(AT + "/" + UUID.randomUUID()).statusCode()).as(role + " reads").isEqualTo(expected == 200 ? 404 : 403);
            all.assertThat(as(role).body("{}").post(AT).statusCode()).as(role + " writes").isEqualTo(405);
        }
        all.assertAll();
        for (String path : List.of("", "/verification", "/" + UUID.randomUUID())) {
            assertThat(anonymous().get(AT + path).statusCode()).as(path).isEqualTo(401);
        }
    }

    private static String told(String type, UUID subject, int version, String at, String actor, String onBehalfOf, String data) {
        return TestEvents.event(type, subject, version, data).replace("2026-11-21T19:00:00Z", at)
                .replace("\"actor\":\"ann\"", "\"actor\":\"" + actor + "\"" + (onBehalfOf == null ? "" : ",\"onbehalfof\":\"" + onBehalfOf + "\""));
    }
}

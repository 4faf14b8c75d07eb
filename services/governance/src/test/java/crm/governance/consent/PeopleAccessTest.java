package crm.governance.consent;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;

import crm.governance.testing.GovernanceParts;
import crm.governance.testing.Told;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Who may see and write down what about whom: consents, timeline and follows follow the rights to read the person. */
@GovernanceParts
class PeopleAccessTest {

    private static final List<String> ROLES = List.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager",
            "success-manager", "data-steward", "compliance-officer", "executive", "crm-admin", "integration");
    private static final Set<String> SEES_NO_LEADS = Set.of("support-agent", "support-manager", "success-manager");
    private static final Set<String> WRITES_NOTHING = Set.of("data-steward", "executive");
    /** Who sees a lead of sales-rep, of a colleague in the team, of another team, and of nobody. */
    private static final Map<String, Map<String, Boolean>> SALES = Map.of(
            "sales-rep", Map.of("own", true, "team", true, "other", false, "nobody", true),
            "sales-manager", Map.of("own", true, "team", true, "other", false, "nobody", true));

    private static final Map<String, BiFunction<RequestSpecification, UUID, Response>> READS = new LinkedHashMap<>();
    private static final Map<String, BiFunction<RequestSpecification, UUID, Response>> WRITES = new LinkedHashMap<>();

    static {
        READS.put("consents", (caller, lead) -> of(caller, lead).get("/api/v1/consents"));
        READS.put("check", (caller, lead) -> of(caller, lead).queryParam("purpose", "MARKETING").queryParam("channel", "EMAIL").get("/api/v1/consents/check"));
        READS.put("timeline", (caller, lead) -> caller.queryParam("leadId", lead).get("/api/v1/timeline"));
        READS.put("follow", (caller, lead) -> caller.put("/api/v1/follows/lead/" + lead));
        WRITES.put("give", (caller, lead) -> caller.body("{\"personType\":\"LEAD\",\"personId\":\"" + lead
                + "\",\"purpose\":\"MARKETING\",\"channel\":\"EMAIL\",\"basis\":\"CONSENT\"}").post("/api/v1/consents"));
        WRITES.put("withdraw", (caller, lead) -> caller.body("{\"personType\":\"LEAD\",\"personId\":\"" + lead
                + "\",\"purpose\":\"MARKETING\",\"channel\":\"EMAIL\"}").post("/api/v1/consents/withdrawals"));
    }

    private static RequestSpecification of(RequestSpecification caller, UUID lead) {
        return caller.queryParam("personType", "LEAD").queryParam("personId", lead);
    }

    @Test
    void eachRoleSeesAndWritesDownWhatItMayAndNothingElse() {
        Map<String, UUID> leads = Map.of(
                "own", Told.known("lead", "sales-rep", "sales-central", ""),
                "team", Told.known("lead", "colleague", "sales-central", ""),
                "other", Told.known("lead", "stranger", "strangers", ""),
                "nobody", Told.known("lead", null, null, ""));
        SoftAssertions all = new SoftAssertions();
        for (String role : ROLES) {
            leads.forEach((whose, lead) -> {
                boolean sees = SALES.getOrDefault(role, Map.of()).getOrDefault(whose, true);
                int reading = SEES_NO_LEADS.contains(role) ? 403 : sees ? 200 : 404;
                READS.forEach((name, call) -> all.assertThat(call.apply(as(role), lead).statusCode()).as(role + " " + name + " of " + whose)
                        .isEqualTo(name.equals("follow") && reading == 200 ? 204 : reading));
                WRITES.forEach((name, call) -> all.assertThat(call.apply(as(role), lead).statusCode()).as(role + " " + name + " of " + whose)
                        .isEqualTo(WRITES_NOTHING.contains(role) ? 403 : reading != 200 ? reading : name.equals("give") ? 201 : 200));
            });
        }
        all.assertAll();
    }

    @Test
    void anEntryIsSeenByWhoSeesThePerson() {
        UUID lead = Told.known("lead", "stranger", "strangers", "");
        String entry = WRITES.get("give").apply(as("marketer"), lead).then().statusCode(201).extract().path("id");

        assertThat(as("executive").get("/api/v1/consents/" + entry).statusCode()).isEqualTo(200);
        assertThat(as("sales-rep").get("/api/v1/consents/" + entry).statusCode()).isEqualTo(404);
        assertThat(as("support-agent").get("/api/v1/consents/" + entry).statusCode()).isEqualTo(403);
        assertThat(as("sales-rep").body("{}").post("/api/v1/consents/" + entry + "/withdrawal").statusCode()).isEqualTo(404);
        assertThat(as("executive").body("{}").post("/api/v1/consents/" + entry + "/withdrawal").statusCode()).isEqualTo(403);
    }

    @Test
    void withoutATokenThereIsNothing() {
        UUID lead = UUID.randomUUID();

        READS.forEach((name, call) -> assertThat(call.apply(anonymous(), lead).statusCode()).as(name).isEqualTo(401));
        WRITES.forEach((name, call) -> assertThat(call.apply(anonymous(), lead).statusCode()).as(name).isEqualTo(401));
        assertThat(anonymous().get("/api/v1/follows").statusCode()).isEqualTo(401);
        assertThat(anonymous().delete("/api/v1/follows/lead/" + lead).statusCode()).isEqualTo(401);
        assertThat(anonymous().get("/api/v1/consents/" + lead).statusCode()).isEqualTo(401);
        assertThat(anonymous().body("{}").post("/api/v1/consents/" + lead + "/withdrawal").statusCode()).isEqualTo(401);
    }
}

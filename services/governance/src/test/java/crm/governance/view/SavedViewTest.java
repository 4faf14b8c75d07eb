package crm.governance.view;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import crm.governance.testing.GovernanceParts;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Saved views: mine, my team's and everybody's. */
@GovernanceParts
class SavedViewTest {

    private static final String VIEWS = "/api/v1/saved-views";
    private static final List<String> ROLES = List.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager",
            "success-manager", "data-steward", "compliance-officer", "executive", "crm-admin", "integration");

    @Test
    void everyRoleSavesAndChangesItsOwnAndNobodySeesThem() {
        SoftAssertions all = new SoftAssertions();
        for (String role : ROLES) {
            String view = saved(role, "MINE", name());
            all.assertThat(as(role).get(VIEWS + "/" + view).statusCode()).as(role + " reads its own").isEqualTo(200);
            all.assertThat(change(role, view, "{\"sort\":\"name\"}")).as(role + " changes its own").isEqualTo(200);
            for (String other : ROLES) {
                if (!other.equals(role)) {
                    all.assertThat(as(other).get(VIEWS + "/" + view).statusCode()).as(other + " reads what is of " + role).isEqualTo(404);
                }
            }
            all.assertThat(change("sales-rep-2", view, "{\"sort\":\"name\"}")).as("somebody else changes what is of " + role).isEqualTo(404);
            all.assertThat(as(role).header("If-Match", "*").delete(VIEWS + "/" + view).statusCode()).as(role + " archives its own").isEqualTo(200);
        }
        all.assertThat(anonymous().get(VIEWS).statusCode()).isEqualTo(401);
        all.assertThat(anonymous().body("{}").post(VIEWS).statusCode()).isEqualTo(401);
        all.assertAll();
    }

    @Test
    void theTeamsViewIsSeenInTheTeamAndByWhoIsOverItAndChangedByWhoMadeIt() {
        String view = saved("sales-rep", "TEAM", name());

        as("sales-manager").get(VIEWS + "/" + view).then().statusCode(200).body("team", equalTo("sales-central")).body("owner", nullValue());
        as("sales-rep-2").get(VIEWS + "/" + view).then().statusCode(404);
        as("marketer").get(VIEWS + "/" + view).then().statusCode(404);
        as("sales-manager").header("If-Match", "*").body("{\"sort\":\"name\"}").patch(VIEWS + "/" + view).then().statusCode(403);
        as("sales-rep").header("If-Match", "*").body("{\"sort\":\"name\"}").patch(VIEWS + "/" + view).then().statusCode(200).body("sort", equalTo("name"));
    }

    @Test
    void everybodysViewIsFoundByAllAndKeptInOrderByAnAdministrator() {
        String name = name();
        String view = saved("sales-rep", "EVERYONE", name);

        as("marketer").queryParam("filter", "collection==leads;name==" + name).get(VIEWS).then().statusCode(200).body("items.id", contains(view))
                .body("items[0].filter", equalTo("status==NEW")).body("items[0].columns", contains("lastName", "company"));
        as("marketer").header("If-Match", "*").body("{\"sort\":\"name\"}").patch(VIEWS + "/" + view).then().statusCode(403);
        as("marketer").header("If-Match", "*").delete(VIEWS + "/" + view).then().statusCode(403);
        as("crm-admin").header("If-Match", "*").body("{\"audience\":\"MINE\"}").patch(VIEWS + "/" + view).then().statusCode(422);
        as("crm-admin").header("If-Match", "*").delete(VIEWS + "/" + view).then().statusCode(200);
        as("marketer").queryParam("filter", "name==" + name).get(VIEWS).then().body("items", empty());
    }

    @Test
    void whoMadeAViewTakesItBackFromTheOthers() {
        String view = saved("sales-rep", "EVERYONE", name());
        as("sales-rep").header("If-Match", "*").body("{\"audience\":\"MINE\"}").patch(VIEWS + "/" + view).then().statusCode(200).body("owner", equalTo("sales-rep"));
        as("marketer").get(VIEWS + "/" + view).then().statusCode(404);
    }

    @Test
    void anAdministratorSaysWithWhichViewARoleBegins() {
        String view = saved("sales-rep", "EVERYONE", name());
        String begins = "{\"defaultOf\":[\"sales-rep\",\"sales-manager\"]}";

        as("sales-rep").header("If-Match", "*").body(begins).patch(VIEWS + "/" + view).then().statusCode(422).body("errors[0].pointer", equalTo("/defaultOf"));
        as("crm-admin").header("If-Match", "*").body(begins).patch(VIEWS + "/" + view).then().statusCode(200);
        as("marketer").get(VIEWS + "/" + view).then().statusCode(200).body("defaultOf", contains("sales-rep", "sales-manager"));
        as("sales-rep").header("If-Match", "*").body("{\"sort\":\"name\"}").patch(VIEWS + "/" + view).then().statusCode(200);
        as("sales-rep").header("If-Match", "*").body("{\"audience\":\"MINE\"}").patch(VIEWS + "/" + view).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/defaultOf"));
        as("crm-admin").body("{\"name\":\"x\",\"collection\":\"leads\",\"defaultOf\":[\"marketer\"]}").post(VIEWS).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/defaultOf"));
    }

    @Test
    void whatIsNoCollectionIsRefused() {
        as("sales-rep").body("{\"name\":\"x\",\"collection\":\"../leads\"}").post(VIEWS).then().statusCode(422).body("errors[0].pointer", equalTo("/collection"));
        as("sales-rep").body("{\"collection\":\"leads\"}").post(VIEWS).then().statusCode(422).body("errors[0].pointer", equalTo("/name"));
    }

    private static int change(String who, String view, String patch) {
        return as(who).header("If-Match", "*").body(patch).patch(VIEWS + "/" + view).statusCode();
    }

    private static String saved(String who, String audience, String name) {
        return as(who).body("{\"name\":\"" + name + "\",\"collection\":\"leads\",\"filter\":\"status==NEW\",\"columns\":[\"lastName\",\"company\"],\"audience\":\""
                + audience + "\"}").post(VIEWS).then().statusCode(201).extract().path("id");
    }

    private static String name() {
        return "view-" + UUID.randomUUID();
    }
}

package crm.governance.people;

import static crm.chassis.testing.Callers.anonymous;
import static crm.chassis.testing.Callers.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import crm.governance.testing.GovernanceParts;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GovernanceParts
class DirectoryTest {

    private static final String PEOPLE = "/api/v1/people";
    private static final String TEAMS = "/api/v1/teams";

    @ParameterizedTest
    @ValueSource(strings = {"sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager", "success-manager", "data-steward",
        "compliance-officer", "executive", "crm-admin", "integration"})
    void everybodyWhoWorksWithRecordsSeesWhomTheyCanBeGivenTo(String login) {
        as(login).get(PEOPLE).then().statusCode(200).body("items.login", hasItems("sales-rep", "support-agent"));
        as(login).get(TEAMS).then().statusCode(200).body("items.name", hasItem("sales"));
    }

    @Test
    void whoIsNotLoggedInSeesNobody() {
        anonymous().get(PEOPLE).then().statusCode(401);
        anonymous().get(TEAMS).then().statusCode(401);
    }

    @Test
    void aPersonIsFoundByNameAndByLoginName() {
        as("sales-rep").queryParam("q", "rolf SALES").get(PEOPLE).then().body("items.login", contains("sales-rep-2")).body("items.name", contains("Rolf Sales"));
        as("sales-rep").queryParam("q", "sales-rep-2").get(PEOPLE).then().body("items.name", contains("Rolf Sales"));
        as("sales-rep").queryParam("q", "nobody of this name").get(PEOPLE).then().statusCode(200).body("items", empty());
    }

    @Test
    void namesOfManyPeopleAreFoundAtOnceByTheirLoginNames() {
        as("support-agent").queryParam("login", "sales-rep-2", "nobody", "sales-rep", "sales-rep-2").get(PEOPLE).then().statusCode(200)
                .body("items.login", contains("sales-rep-2", "sales-rep")).body("items[0].name", equalTo("Rolf Sales"));
        as("support-agent").queryParam("login", Collections.nCopies(101, "sales-rep")).get(PEOPLE).then().statusCode(400)
                .body("errors[0].pointer", equalTo("login"));
    }

    @Test
    void accountsOfMachinesAreNobodyToGiveARecordTo() {
        as("sales-rep").queryParam("q", "service-account").get(PEOPLE).then().body("items.login", not(hasItem("service-account-crm-services")));
    }

    @Test
    void aTeamIsFoundByItsName() {
        as("sales-rep").queryParam("q", "SALE").get(TEAMS).then().body("items.name", hasItem("sales")).body("items.name", not(hasItem("support")));
    }

    @Test
    void noMoreIsAnsweredThanWasAskedFor() {
        as("sales-rep").queryParam("limit", 1).get(PEOPLE).then().body("items", hasSize(1));
        as("sales-rep").queryParam("limit", 0).get(PEOPLE).then().statusCode(400).body("errors[0].pointer", equalTo("limit"));
        as("sales-rep").queryParam("q", "x".repeat(101)).get(TEAMS).then().statusCode(400).body("errors[0].pointer", equalTo("q"));
    }
}

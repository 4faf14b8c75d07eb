package crm.leads.lead;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.read;
import static crm.leads.testing.TestLeads.stored;
import static org.hamcrest.Matchers.equalTo;

import crm.leads.testing.LeadsParts;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of leads hold in bulk as they do one by one. */
@LeadsParts
class LeadBulkTest {

    @Test
    void oneLeadTwiceInABulkIsADuplicate() {
        String email = UUID.randomUUID() + "@example.org";
        String create = "{\"op\":\"create\",\"record\":{\"lastName\":\"Bulk\",\"email\":\"" + email + "\"}}";

        bulk("sales-rep", create + "," + create)
                .body("results.status", equalTo(List.of(201, 409)))
                .body("results[1].problem.type", equalTo("urn:crm:problem:duplicate-suspected"))
                .body("results[1].problem.candidates[0].email", equalTo(email));
    }

    @Test
    void whatIsRefusedOneByOneIsRefusedInBulk() {
        UUID converting = stored("sales-rep", "sales-central", "QUALIFIED");
        as("sales-rep").body("{}").post(at(converting, "conversion")).then().statusCode(202);
        UUID contacted = stored("sales-rep", "sales-central", "CONTACTED");
        UUID free = stored(null, null, "NEW");

        bulk("sales-rep", """
                {"op":"update","id":"%1$s","patch":{"rating":"HOT"}},
                {"op":"update","id":"%2$s","patch":{"status":"NEW"}},
                {"op":"update","id":"%2$s","patch":{"status":"QUALIFIED"}},
                {"op":"update","id":"%2$s","patch":{"status":"NURTURING"}},
                {"op":"assign","id":"%2$s","owner":"sales-rep-2"},
                {"op":"assign","id":"%3$s","owner":"sales-rep"}""".formatted(converting, contacted, free))
                .body("results.status", equalTo(List.of(409, 409, 409, 200, 403, 200)))
                .body("results[0].problem.type", equalTo("urn:crm:problem:conversion-pending"))
                .body("results[1].problem.type", equalTo("urn:crm:problem:illegal-transition"))
                .body("results[2].problem.type", equalTo("urn:crm:problem:status-by-act"));

        read(converting).then().body("version", equalTo(2));
        read(contacted).then().body("status", equalTo("NURTURING")).body("owner", equalTo("sales-rep")).body("version", equalTo(2));
        read(free).then().body("status", equalTo("ASSIGNED")).body("team", equalTo("sales-central"));
    }

    private static ValidatableResponse bulk(String caller, String operations) {
        return as(caller).body("{\"operations\":[" + operations + "]}").post(LEADS + "/bulk").then().statusCode(200);
    }
}

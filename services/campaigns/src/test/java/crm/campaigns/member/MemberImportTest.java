package crm.campaigns.member;

import static crm.campaigns.testing.TestCampaigns.active;
import static crm.campaigns.testing.TestCampaigns.at;
import static crm.campaigns.testing.TestCampaigns.contact;
import static crm.campaigns.testing.TestCampaigns.lead;
import static crm.campaigns.testing.TestCampaigns.stored;
import static crm.chassis.testing.Callers.as;
import static crm.chassis.testing.Callers.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import crm.campaigns.testing.CampaignsParts;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@CampaignsParts
class MemberImportTest {

    @Test
    void aFileBringsMembersAndResponsesAndBadRowsAreGivenBack() {
        UUID campaign = active("");
        String ann = mail();
        String bob = mail();
        String both = mail();
        UUID annsLead = lead(",\"email\":\"" + ann.toUpperCase() + "\"");
        UUID bobsContact = contact(",\"emails\":[\"x@example.org\",\"" + bob + "\"]");
        lead(",\"email\":\"" + both + "\"");
        contact(",\"emails\":[\"" + both + "\"]");
        String file = "Email,Status,Responded At,Remark\n"
                + ann + ",registered,2026-01-05,=1+1\n"
                + bob + ",,,\n"
                + both + ",SENT,,two people\n"
                + "nobody@example.org,SENT,,\"a, b\"\n"
                + bob + ",No Show,,\n"
                + ann + "x,DREAMT,,\n"
                + ann + ",REGISTERED,2026-01-05,\n";

        Response first = imported(campaign, file, false);

        first.then().statusCode(201).body("rows", equalTo(7)).body("added", equalTo(2)).body("updated", equalTo(0)).body("duplicates", equalTo(2))
                .body("failed", equalTo(3)).body("dryRun", equalTo(false));
        as("marketer").queryParam("sort", "createdAt").get(at(campaign, "members")).then().body("items", hasSize(2))
                .body("items.find{it.leadId=='" + annsLead + "'}.status", equalTo("REGISTERED"))
                .body("items.find{it.leadId=='" + annsLead + "'}.respondedAt", equalTo("2026-01-05T00:00:00Z"))
                .body("items.find{it.contactId=='" + bobsContact + "'}.status", equalTo("NO_SHOW"))
                .body("items.origin", contains("IMPORT", "IMPORT"));
        as("marketer").queryParam("filter", "leadId==" + annsLead).get("/api/v1/touches").then().body("items.kind", contains("REGISTRATION"));
        String location = first.header("Location");
        as("marketer").get(location).then().statusCode(200).body("failed", equalTo(3));
        assertThat(given().auth().oauth2(token("marketer")).get(location + "/errors").then().statusCode(200).extract().asString().lines())
                .containsExactly("row,Email,Status,Responded At,Remark,reason",
                        "4," + both + ",SENT,,two people,\"2 people have this email, so it does not tell who is meant.\"",
                        "5,nobody@example.org,SENT,,\"a, b\",Nobody who is known here has this email.",
                        "7," + ann + "x,DREAMT,,,\"status has to be one of [TARGETED, SENT, DELIVERED, OPENED, CLICKED, RESPONDED, REGISTERED, ATTENDED,"
                                + " NO_SHOW, CONVERTED, BOUNCED, OPTED_OUT, SUPPRESSED].\"");

        imported(campaign, file, false).then().body("added", equalTo(0)).body("updated", equalTo(0)).body("unchanged", equalTo(2));
        imported(campaign, "email,status,respondedAt\n" + ann + ",ATTENDED,2026-01-09T10:00:00Z\n" + bob + ",,\n", false).then()
                .body("updated", equalTo(1)).body("unchanged", equalTo(1));
        as("marketer").queryParam("filter", "leadId==" + annsLead).queryParam("sort", "occurredAt").get("/api/v1/touches").then()
                .body("items.kind", contains("REGISTRATION", "ATTENDANCE"));
    }

    @Test
    void peopleAreNamedByIdAsWellAndADryRunAddsNobody() {
        UUID campaign = active("");
        UUID lead = lead("");
        String file = "id\n" + lead + "\nx\n" + UUID.randomUUID() + "\n";

        imported(campaign, file, true).then().statusCode(201).body("dryRun", equalTo(true)).body("added", equalTo(0)).body("failed", equalTo(2));
        as("marketer").get(at(campaign, "members")).then().body("items", hasSize(0));

        imported(campaign, file, false).then().body("added", equalTo(1));
    }

    @Test
    void aConvertedLeadIsMetAsTheContactThatItBecame() {
        UUID campaign = active("");
        String ann = mail();
        lead(",\"email\":\"" + ann + "\",\"convertedAt\":\"2026-01-02T00:00:00Z\"");
        UUID contact = contact(",\"emails\":[\"" + ann + "\"]");

        imported(campaign, "email\n" + ann + "\n", false).then().body("added", equalTo(1));

        as("marketer").get(at(campaign, "members")).then().body("items.contactId", contains(contact.toString()));
    }

    @Test
    void whatIsNoSuchFileIsRefused() {
        UUID campaign = active("");

        imported(campaign, "name\nAnn\n", false).then().statusCode(400);
        imported(campaign, "", false).then().statusCode(400);
        imported(stored("marketer", "marketing", "CANCELLED"), "id\n" + lead("") + "\n", false).then().statusCode(409);
        imported(stored("marketer", "marketing", "COMPLETED"), "id\n" + lead("") + "\n", false).then().statusCode(201);
    }

    @Test
    void aReportIsForWhoSentTheFile() {
        UUID campaign = active("");
        String location = imported(campaign, "id\nx\n", false).header("Location");

        as("integration").get(location).then().statusCode(404);
        as("marketing-manager").get(location).then().statusCode(200);
        as("marketer").get(location.replace(campaign.toString(), active("").toString())).then().statusCode(404);
    }

    private static String mail() {
        return "p" + UUID.randomUUID() + "@example.org";
    }

    private static Response imported(UUID campaign, String file, boolean dryRun) {
        return given().auth().oauth2(token("marketer")).contentType("text/csv").queryParam("dryRun", dryRun).body(file)
                .post(at(campaign, "members/imports"));
    }
}

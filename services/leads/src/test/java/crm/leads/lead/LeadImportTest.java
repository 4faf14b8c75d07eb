package crm.leads.lead;

import static crm.chassis.testing.Callers.as;
import static crm.chassis.testing.Callers.token;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.stored;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import crm.leads.testing.LeadsParts;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@LeadsParts
class LeadImportTest {

    /** Columns and values as in the file of leads that the demo mapping is for. */
    private static final String HEADER = "Prospect ID,Lead Number,Lead Origin,Lead Source,Do Not Email,Do Not Call,Converted,TotalVisits,"
            + "Total Time Spent on Website,Page Views Per Visit,Last Activity,Country,Specialization,How did you hear about X Education,"
            + "What is your current occupation,Tags,City,A free copy of Mastering The Interview,Last Notable Activity,\n";

    @Test
    void theDemoMappingBringsHistoryInAndASecondTimeChangesNothing() throws IOException {
        String bought = UUID.randomUUID().toString();
        String lost = UUID.randomUUID().toString();
        String file = HEADER
                + bought + ",660727,Landing Page Submission,Direct Traffic,Yes,No,1,2,1532,2.67,Email Opened,India,Business Administration,"
                + "Select,Student,Will revert,Mumbai,Yes,Modified,\n"
                + lost + ",660719,API,Google,No,Yes,0,,0,0,,,Select,Word Of Mouth,,Ringing,Select,No,Modified,\n"
                + UUID.randomUUID() + ",660720,API,Google,No,No,maybe,1,1,1,,,,,,,,No,Modified,\n";

        JsonPath first = imported(file, demoMapping());

        assertThat(first.getInt("rows")).isEqualTo(3);
        assertThat(first.getInt("created")).isEqualTo(2);
        assertThat(first.getInt("failed")).isEqualTo(1);
        assertThat(first.getList("ignoredColumns", String.class)).containsExactly("Tags", "(column 20)");
        lead(bought).body("items[0].status", equalTo("CONVERTED"))
                .body("items[0].leadSource", equalTo("Direct Traffic"))
                .body("items[0].emailOptOut", equalTo(true))
                .body("items[0].doNotCall", equalTo(false))
                .body("items[0].address.country", equalTo("India"))
                .body("items[0].address.city", equalTo("Mumbai"))
                .body("items[0].customFields.totalVisits", equalTo(2))
                .body("items[0].customFields.totalTimeOnWebsite", equalTo(1532))
                .body("items[0].customFields.pageViewsPerVisit", equalTo(2.67f))
                .body("items[0].customFields.wantsFreeCopy", equalTo(true))
                .body("items[0].customFields", not(hasKey("heardFrom")))
                .body("items[0].source", equalTo("IMPORT"));
        lead(lost).body("items[0].status", equalTo("UNQUALIFIED"))
                .body("items[0].doNotCall", equalTo(true))
                .body("items[0]", not(hasKey("address")))
                .body("items[0].customFields.heardFrom", equalTo("Word Of Mouth"));

        JsonPath second = imported(file, demoMapping());

        assertThat(second.getInt("created")).isZero();
        assertThat(second.getInt("unchanged")).isEqualTo(2);
    }

    @Test
    void anImportLeavesALeadAloneWhileItIsBeingConverted() {
        String externalId = UUID.randomUUID().toString();
        UUID lead = stored("sales-rep", "sales-central", "QUALIFIED", externalId);
        as("sales-rep").body("{}").post(at(lead, "conversion")).then().statusCode(202);

        JsonPath job = imported("externalId,rating\n" + externalId + ",HOT\n", null);

        assertThat(job.getInt("failed")).isEqualTo(1);
        assertThat(given().auth().oauth2(token("crm-admin")).get("/api/v1/imports/" + job.getString("id") + "/errors").then().statusCode(200)
                .extract().asString()).contains("Its conversion was requested and has not been answered.");
        as("sales-rep").get(LEADS + "/" + lead).then().body("$", not(hasKey("rating"))).body("version", equalTo(2));
    }

    @Test
    void anImportMayBringAnyStateAndNeedsNoName() {
        String externalId = UUID.randomUUID().toString();

        imported("externalId,status,score,assignedAt,recycledCount\n" + externalId + ",RECYCLED,71,2025-03-01,2\n", null);
        imported("externalId,status\n" + externalId + ",NEW\n", null);

        lead(externalId).body("items[0].status", equalTo("NEW"))
                .body("items[0].score", equalTo(71))
                .body("items[0].assignedAt", equalTo("2025-03-01T00:00:00Z"))
                .body("items[0].recycledCount", equalTo(2));
    }

    @Test
    void aScoreOutOfBoundsFailsItsRow() {
        JsonPath job = imported("externalId,score\n" + UUID.randomUUID() + ",700\n" + UUID.randomUUID() + ",70\n", null);

        assertThat(job.getInt("failed")).isEqualTo(1);
        assertThat(job.getInt("created")).isEqualTo(1);
    }

    @Test
    void aSlipBesideWhatManyLeadsHaveIsReportedWithWhatWasMeant() {
        String rows = "Northern Harbour Gathering\n".repeat(20).lines().map(source -> UUID.randomUUID() + "," + source + "\n").collect(Collectors.joining());
        assertThat(imported("externalId,leadSource\n" + rows, null).getInt("created")).isEqualTo(20);

        JsonPath job = imported("externalId,leadSource,industry,address.country\n"
                + UUID.randomUUID() + ",Northern Harbor Gathering,technolgy,Philipines\n"
                + UUID.randomUUID() + ",Southern Lighthouse Gathering,technology,Philippines\n", null);

        assertThat(job.getInt("created")).isEqualTo(2);
        assertThat(job.getList("unmatched", Map.class)).extracting(each -> each.get("field") + ": " + each.get("value") + " > " + each.get("suggestion"))
                .containsExactly("address.country: Philipines > Philippines", "industry: technolgy > technology",
                        "leadSource: Northern Harbor Gathering > Northern Harbour Gathering");
    }

    private static ValidatableResponse lead(String externalId) {
        return as("crm-admin").queryParam("filter", "externalId==" + externalId).get(LEADS).then().statusCode(200)
                .body("items.size()", equalTo(1));
    }

    private static JsonPath imported(String file, String mapping) {
        var request = given().auth().oauth2(token("crm-admin")).contentType("text/csv").queryParam("matchOn", "externalId").body(file);
        String job = (mapping == null ? request : request.queryParam("mapping", mapping)).post(LEADS + "/imports").then().statusCode(202)
                .extract().path("id");
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(
                () -> as("crm-admin").get("/api/v1/imports/" + job).then().statusCode(200).extract().jsonPath(),
                view -> view.getString("finishedAt") != null);
    }

    private static String demoMapping() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/demo"))) {
            folder = folder.getParent();
        }
        return Files.readString(folder.resolve("docs/demo/leads-mapping.json"));
    }
}

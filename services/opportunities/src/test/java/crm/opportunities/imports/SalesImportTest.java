package crm.opportunities.imports;

import static crm.opportunities.Given.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Brings a reseller's books in with the mappings of docs/demo, on rows made up in the form of such a file. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class SalesImportTest {

    /** Accounts by their name, and by name what they stand below. */
    private static final String PLACES = "{\"n\":[\"externalId\",\"name\"],\"p\":{\"field\":\"parentId\",\"lookup\":\"name\"}}";

    @Test
    void productsAccountsAndDealsComeInAndADealWithoutAccountIsReported() throws Exception {
        Given.theTeamsAreKnown();
        JsonNode products = imported("products", "products-mapping.json", """
                product,series,sales_price
                GTX Pro,GTX,4821
                Made Up,MU,55
                """);
        assertThat(products.path("created").asInt()).as(products.toString()).isEqualTo(2);

        JsonNode accounts = imported("accounts", "accounts-mapping.json", """
                account,sector,year_established,revenue,employees,office_location,subsidiary_of
                Childco Import,technolgy,1996,1100.04,2822,Philipines,Parentco Import
                Parentco Import,medical,1999,251.41,495,United States,
                Orphan Import,medical,1999,251.41,495,United States,Nowhere Import
                """);
        assertThat(accounts.path("created").asInt()).as(accounts.toString()).isEqualTo(2);
        assertThat(accounts.path("failed").asInt()).isEqualTo(1);
        JsonNode child = only("accounts", "name==\"Childco Import\"");
        JsonNode parent = only("accounts", "name==\"Parentco Import\"");
        assertThat(child.path("parentId")).isEqualTo(parent.path("id"));
        assertThat(child.path("industry").asText()).isEqualTo("technology");
        assertThat(child.at("/billingAddress/country").asText()).isEqualTo("Philippines");
        assertThat(child.path("annualRevenueBase").decimalValue()).isEqualByComparingTo("1100.04");

        JsonNode deals = imported("opportunities", "sales-pipeline-mapping.json", """
                opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
                WON1,Moses Frase,GTXPro,Childco Import,Won,10/20/2016,3/1/2017,1054
                OPEN1,Violet Mclelland,Made Up,Parentco Import,Engaging,11/1/2016,,
                LOST1,Carl Lin,Made Up,childco import,Lost,11/1/2016,2/1/2017,0
                NEW1,Moses Frase,Made Up,Childco Import,Prospecting,,,
                NOBODY1,Moses Frase,Made Up,,Engaging,11/1/2016,,
                BAD1,Moses Frase,No Such Product,Childco Import,Won,13/45/2016,3/1/2017,x
                """);
        assertThat(deals.path("created").asInt()).as(deals.toString()).isEqualTo(4);
        assertThat(deals.path("failed").asInt()).isEqualTo(2);
        String errors = Callers.as("crm-admin").get("/api/v1/imports/" + deals.path("id").asText() + "/errors").asString();
        assertThat(errors).contains("NOBODY1", "accountId is required.").contains("BAD1", "product \"\"No Such Product\"\" was not found");

        JsonNode won = only("opportunities", "externalId==WON1");
        assertThat(won.path("name").asText()).isEqualTo("WON1");
        assertThat(won.path("stageName").asText()).isEqualTo("Closed Won");
        assertThat(won.path("probability").asInt()).isEqualTo(100);
        assertThat(won.path("createdAt").asText()).isEqualTo("2016-10-20T00:00:00Z");
        assertThat(won.path("closedAt").asText()).isEqualTo("2017-03-01T00:00:00Z");
        assertThat(won.path("owner").asText()).isEqualTo("sales-rep");
        assertThat(won.path("team").asText()).isEqualTo("sales-central");
        assertThat(won.path("amountBase").decimalValue()).isEqualByComparingTo("1054");
        assertThat(won.path("source").asText()).isEqualTo("IMPORT");
        JsonNode open = only("opportunities", "externalId==OPEN1");
        assertThat(open.path("stageName").asText()).isEqualTo("Qualification");
        assertThat(open.path("stageEnteredAt").asText()).isEqualTo("2016-11-01T00:00:00Z");
        assertThat(open.path("team").asText()).isEqualTo("sales-east");
        assertThat(open.has("closedAt")).isFalse();
        assertThat(only("opportunities", "externalId==LOST1").path("expectedRevenue").decimalValue()).isEqualByComparingTo("0");

        JsonNode again = imported("opportunities", "sales-pipeline-mapping.json", "externalId", """
                opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
                OPEN1,Violet Mclelland,Made Up,Parentco Import,Won,11/1/2016,4/1/2017,70
                """);
        assertThat(again.path("updated").asInt()).as(again.toString()).isEqualTo(1);
        JsonNode closed = only("opportunities", "externalId==OPEN1");
        assertThat(closed.path("id")).isEqualTo(open.path("id"));
        assertThat(closed.path("stageName").asText()).isEqualTo("Closed Won");
        assertThat(closed.path("probability").asInt()).isEqualTo(100);
        assertThat(closed.path("expectedRevenue").decimalValue()).isEqualByComparingTo("70");
        assertThat(closed.path("closedAt").asText()).isEqualTo("2017-04-01T00:00:00Z");
    }

    @Test
    void whoWouldStandAboveItselfIsReportedAndTheRestComesIn() {
        String mark = "Circle" + UUID.randomUUID();
        JsonNode before = finished(accepted("accounts", "externalId", false, PLACES, "n,p\n%1$s A,\n%1$s B,\n%1$s C,%1$s B\n".formatted(mark)));
        assertThat(before.path("created").asInt()).as(before.toString()).isEqualTo(3);

        // B under E, which is under A, which is under B: a circle within the file
        JsonNode job = finished(accepted("accounts", "externalId", false, PLACES,
                "n,p\n%1$s A,%1$s B\n%1$s E,%1$s A\n%1$s B,%1$s E\n".formatted(mark)));
        assertThat(job.path("updated").asInt()).as(job.toString()).isEqualTo(1);
        assertThat(job.path("created").asInt()).isEqualTo(1);
        assertThat(job.path("failed").asInt()).isEqualTo(1);
        // B under C, which is under B already
        JsonNode second = finished(accepted("accounts", "externalId", false, PLACES, "n,p\n%1$s B,%1$s C\n%1$s C,%1$s E\n".formatted(mark)));
        assertThat(second.path("updated").asInt()).as(second.toString()).isEqualTo(1);
        String errors = Callers.as("crm-admin").get("/api/v1/imports/" + second.path("id").asText() + "/errors").asString();
        assertThat(errors).contains(mark + " B", "parentId would make this record stand above itself.").doesNotContain(mark + " E");

        JsonNode a = only("accounts", "externalId==\"" + mark + " A\"");
        JsonNode b = only("accounts", "externalId==\"" + mark + " B\"");
        JsonNode e = only("accounts", "externalId==\"" + mark + " E\"");
        assertThat(a.path("parentId")).isEqualTo(b.path("id"));
        assertThat(b.has("parentId")).isFalse();
        assertThat(b.path("version").asInt()).isEqualTo(1);
        assertThat(e.path("parentId")).isEqualTo(a.path("id"));
        assertThat(only("accounts", "externalId==\"" + mark + " C\"").path("parentId")).isEqualTo(e.path("id"));
    }

    @Test
    void aDryRunFindsTheCircleThatOnlyItsLastBatchCloses() {
        String mark = "Batches" + UUID.randomUUID();
        finished(accepted("accounts", "externalId", false, PLACES, "n,p\n%1$s A,\n%1$s B,\n".formatted(mark)));
        // batches have 500 rows; rows in between that say nothing of where A stands leave it where it would be
        String file = "n,p\n" + (mark + " A," + mark + " B\n") + (mark + " A,\n").repeat(500) + (mark + " B," + mark + " A\n");

        JsonNode trial = finished(accepted("accounts", "externalId", true, PLACES, file));
        JsonNode real = finished(accepted("accounts", "externalId", false, PLACES, file));

        for (JsonNode job : new JsonNode[] {trial, real}) {
            assertThat(job.path("failed").asInt()).as(job.toString()).isEqualTo(1);
            assertThat(job.path("updated").asInt()).as(job.toString()).isEqualTo(1);
            assertThat(Callers.as("crm-admin").get("/api/v1/imports/" + job.path("id").asText() + "/errors").asString())
                    .contains(mark + " B," + mark + " A,503,parentId would make this record stand above itself.");
        }
    }

    @Test
    void anImportThatIsTakenBackLeavesWhatWouldStandAboveItselfSince() {
        String mark = "Back" + UUID.randomUUID();
        finished(accepted("accounts", "externalId", false, PLACES, "n,p\n%1$s A,%1$s B\n%1$s B,\n%1$s C,\n%1$s D,%1$s B\n".formatted(mark)));
        JsonNode moved = finished(accepted("accounts", "externalId", false, PLACES, "n,p\n%1$s A,%1$s C\n%1$s D,%1$s C\n".formatted(mark)));
        assertThat(moved.path("updated").asInt()).as(moved.toString()).isEqualTo(2);
        JsonNode a = only("accounts", "externalId==\"" + mark + " A\"");
        JsonNode b = only("accounts", "externalId==\"" + mark + " B\"");
        JsonNode c = only("accounts", "externalId==\"" + mark + " C\"");
        Callers.as("crm-admin").header("If-Match", "*").body("{\"parentId\":\"" + a.path("id").asText() + "\"}")
                .patch("/api/v1/accounts/" + b.path("id").asText()).then().statusCode(200);

        JsonNode reversed = takenBack(moved);

        assertThat(only("accounts", "externalId==\"" + mark + " A\"").path("parentId")).isEqualTo(c.path("id"));
        assertThat(only("accounts", "externalId==\"" + mark + " B\"").path("parentId")).isEqualTo(a.path("id"));
        assertThat(only("accounts", "externalId==\"" + mark + " D\"").path("parentId")).isEqualTo(b.path("id"));
        assertThat(reversed.at("/reversal/restored").asInt()).as(reversed.toString()).isEqualTo(1);
        assertThat(reversed.at("/reversal/keptBecauseChanged").asInt()).as(reversed.toString()).isEqualTo(1);
    }

    @Test
    void anImportThatTurnedAHierarchyRoundIsTakenBackAsAWhole() {
        String mark = "Round" + UUID.randomUUID();
        finished(accepted("accounts", "externalId", false, PLACES, "n,p\n%1$s A,%1$s B\n%1$s B,\n%1$s C,\n".formatted(mark)));
        // B comes under A, which was under B: to put A back first would make a circle
        JsonNode turned = finished(accepted("accounts", "externalId", false, PLACES, "n,p\n%1$s A,%1$s C\n%1$s B,%1$s A\n".formatted(mark)));
        assertThat(turned.path("updated").asInt()).as(turned.toString()).isEqualTo(2);

        JsonNode reversed = takenBack(turned);

        assertThat(reversed.at("/reversal/restored").asInt()).as(reversed.toString()).isEqualTo(2);
        JsonNode b = only("accounts", "externalId==\"" + mark + " B\"");
        assertThat(b.has("parentId")).isFalse();
        assertThat(only("accounts", "externalId==\"" + mark + " A\"").path("parentId")).isEqualTo(b.path("id"));
    }

    private static JsonNode takenBack(JsonNode job) {
        String path = "/api/v1/imports/" + job.path("id").asText();
        Callers.as("crm-admin").post(path + "/reversal").then().statusCode(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> json(Callers.as("crm-admin").get(path)).path("state").asText().equals("REVERSED"));
        return json(Callers.as("crm-admin").get(path));
    }

    @Test
    void whatABookMisspellsIsReportedWithASuggestionThatOneMappingTakes() throws Exception {
        String accounts = """
                account,sector,year_established,revenue,employees,office_location,subsidiary_of
                Misspelt One,technolgy,1996,1100.04,2822,Philipines,
                Misspelt Two,technolgy,1999,251.41,495,Philipines,
                Misspelt Three,edtech,1999,251.41,495,Korea,
                """;
        JsonNode plain = finished(accepted("accounts", "none", true,
                "{\"account\":\"name\",\"sector\":\"industry\",\"office_location\":\"billingAddress.country\"}", accounts));
        assertThat(plain.path("created").asInt()).as(plain.toString()).isEqualTo(3);
        assertThat(plain.path("unmatched")).hasSize(2);
        assertThat(plain.at("/unmatched/0")).hasToString("""
                {"column":"office_location","field":"billingAddress.country","value":"Philipines","suggestion":"Philippines","rows":2,"taken":true}""");
        assertThat(plain.at("/unmatched/1")).hasToString("""
                {"column":"sector","field":"industry","value":"technolgy","suggestion":"technology","rows":2,"taken":true}""");

        String mapping = Files.readString(root().resolve("docs/demo/accounts-mapping.json"));
        JsonNode mapped = finished(accepted("accounts", "none", true, mapping, accounts));
        assertThat(mapped.path("created").asInt()).as(mapped.toString()).isEqualTo(3);
        assertThat(mapped.has("unmatched")).as(mapped.toString()).isFalse();
    }

    @Test
    void whatIsImportedAsWonIsCarriedToItsAccountAsAWinIs() {
        JsonNode account = Given.account("crm-admin", Given.unique("Importing"));
        String header = "externalId,name,accountId,stage,closeDate,winReason,renewsOn\n";
        String row = "%s,%s,%s,%s,%s,%s,%s\n";
        String mapping = "{\"externalId\":\"externalId\",\"name\":\"name\",\"accountId\":\"accountId\",\"stage\":{\"field\":\"stageId\",\"lookup\":\"name\"},"
                + "\"closeDate\":\"closeDate\",\"winReason\":\"winReason\",\"renewsOn\":\"renewsOn\"}";
        String id = account.path("id").asText();
        String last = Given.unique("last");
        JsonNode job = finished(accepted("opportunities", "none", false, mapping, header
                + row.formatted(last, "Last", id, "Closed Won", "2020-05-04", "Price", "2098-01-01")
                + row.formatted(Given.unique("first"), "First", id, "Closed Won", "2019-02-03", "Speed", "2097-01-01")
                + row.formatted(Given.unique("lost"), "Lost", id, "Closed Lost", "2021-02-03", "", "")));

        await().atMost(Duration.ofSeconds(30)).until(() -> only("accounts", "id==" + id).has("whyTheyBought"));
        JsonNode carried = only("accounts", "id==" + id);
        assertThat(carried.path("type").asText() + " " + carried.path("customerSince").asText() + " " + carried.path("renewalDate").asText())
                .isEqualTo("CUSTOMER 2019-02-03 2097-01-01");
        assertThat(carried.at("/whyTheyBought/opportunity").asText() + " " + carried.at("/whyTheyBought/winReason").asText()).isEqualTo("Last Price");
        assertThat(carried.path("version").asInt()).isEqualTo(2);

        finished(accepted("opportunities", "externalId", false, mapping, header + row.formatted(last, "Last", id, "Closed Lost", "2020-05-04", "", "")));
        await().atMost(Duration.ofSeconds(30)).until(() -> only("accounts", "id==" + id).at("/whyTheyBought/opportunity").asText().equals("First"));

        Callers.as("crm-admin").post("/api/v1/imports/" + job.path("id").asText() + "/reversal").then().statusCode(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> !only("accounts", "id==" + id).has("whyTheyBought"));
    }

    private static JsonNode imported(String collection, String mapping, String csv) throws IOException {
        return imported(collection, mapping, "none", csv);
    }

    private static JsonNode imported(String collection, String mapping, String matchOn, String csv) throws IOException {
        return finished(accepted(collection, matchOn, false, Files.readString(root().resolve("docs/demo").resolve(mapping)), csv));
    }

    private static Response accepted(String collection, String matchOn, boolean dryRun, String mapping, String csv) {
        Response accepted = Callers.as("crm-admin").contentType("text/csv").queryParam("matchOn", matchOn).queryParam("dryRun", dryRun)
                .queryParam("mapping", mapping)
                .body(csv.getBytes(java.nio.charset.StandardCharsets.UTF_8)).post("/api/v1/" + collection + "/imports");
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return accepted;
    }

    private static JsonNode finished(Response accepted) {
        String job = "/api/v1/imports/" + json(accepted).path("id").asText();
        await().atMost(Duration.ofSeconds(30)).until(() -> json(Callers.as("crm-admin").get(job)).has("finishedAt"));
        JsonNode finished = json(Callers.as("crm-admin").get(job));
        assertThat(finished.path("state").asText()).as(finished.toString()).startsWith("COMPLETED");
        return finished;
    }

    private static JsonNode only(String collection, String filter) {
        JsonNode page = json(Callers.as("crm-admin").queryParam("filter", filter).get("/api/v1/" + collection));
        assertThat(page.path("items")).as(page.toString()).hasSize(1);
        return page.at("/items/0");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/demo"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}

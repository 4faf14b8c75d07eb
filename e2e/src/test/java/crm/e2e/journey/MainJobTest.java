package crm.e2e.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.e2e.platform.Api;
import crm.e2e.platform.Browser;
import crm.e2e.platform.ImportJob;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import crm.e2e.sample.DemoFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The job that the platform is for, from files to a won deal, by the people whose job it is: marketing imports leads, the
 * sales manager the accounts and the pipeline, a rep takes ten leads, converts them, and wins one.
 */
@WithPlatform
class MainJobTest {

    private static final String HOW_MANY = "%-28s rows %5d  created %5d  updated %5d  unchanged %5d  duplicates %5d  failed %5d%n";

    /** Other tests bring leads as well; only those of the file know where they come from. */
    private static final String OF_THE_FILE = "customFields.leadOrigin=null=false";

    private final Platform platform;
    private final DemoFiles files = new DemoFiles();
    private final Api marketing;
    private final Api manager;
    private final Api rep;

    MainJobTest(Platform platform) {
        this.platform = platform;
        this.marketing = platform.as("marketing-manager");
        this.manager = platform.as("sales-manager");
        this.rep = platform.as("sales-rep");
    }

    @Test
    void filesBecomeLeadsAccountsAndDealsAndTenLeadsBecomeCustomersOfWhomOneBuys() throws Exception {
        logInWithTheBrowser();
        importLeads();
        importProductsAndAccounts();
        importPipeline();
        assertThat(pageThrough("leads", marketing, OF_THE_FILE)).isEqualTo(6_493);
        pageThrough("leads", marketing, OF_THE_FILE + ";doNotCall==false;status==CONVERTED");
        pageThrough("opportunities", manager, "stageName=='Closed Won';amount=gt=500");
        exportAndTakeTheExportBack();

        List<Customer> customers = new ArrayList<>();
        for (String lead : leadsToConvert()) {
            customers.add(convert(lead, customers.size()));
        }
        assertThat(customers).hasSize(10);
        customers.forEach(this::isThere);
        win(customers.get(0));
        theFirstImportTakenAgainChangesNothing();
    }

    /** What a converted lead has become. */
    private record Customer(String lead, String company, String email, String account, String contact, String opportunity) {}

    private void logInWithTheBrowser() throws Exception {
        Browser browser = new Browser(platform.gateway());
        assertThat(browser.logIn("/", "sales-manager").statusCode()).isEqualTo(200);
        assertThat(json(browser.open("/api/v1/me").body()).path("login").asText()).isEqualTo("sales-manager");
        assertThat(browser.post("/api/v1/leads", "{\"lastName\":\"By session " + UUID.randomUUID() + "\"}").statusCode()).isEqualTo(201);
    }

    // ---- files in --------------------------------------------------------------------------------------------------

    private void importLeads() {
        JsonNode job = imported("leads", marketing, "leads", files.leads());
        assertThat(job.path("rows").asInt()).isEqualTo(6_493);
        assertThat(job.path("created").asInt()).isEqualTo(6_493);
    }

    private void importProductsAndAccounts() {
        assertThat(imported("products", manager, "products", files.products()).path("created").asInt()).isEqualTo(7);
        JsonNode accounts = imported("accounts", manager, "accounts", files.accounts());
        assertThat(accounts.path("created").asInt()).isEqualTo(85);
        assertThat(manager.count("accounts", "parentId=null=false")).as("accounts with a parent").isEqualTo(15);
        assertThat(manager.count("accounts", "industry==technolgy")).isZero();
        assertThat(manager.count("accounts", "industry==technology")).isPositive();
    }

    /** An opportunity needs an account: rows without one are not taken over, and not silently either. */
    private void importPipeline() {
        JsonNode job = imported("sales-pipeline", manager, "opportunities", files.pipeline());
        assertThat(job.path("rows").asInt()).isEqualTo(8_800);
        assertThat(job.path("failed").asInt()).isEqualTo(1_425);
        assertThat(job.path("created").asInt()).isEqualTo(7_375);
        List<String> errors = ImportJob.errorLines(manager, job);
        assertThat(errors).hasSize(1_425).allMatch(line -> line.contains("accountId"));

        String pro = manager.pages("products", "filter=" + Api.encoded("name=='GTX Pro'")).get(0).path("id").asText();
        assertThat(manager.count("opportunities", "productId==" + pro)).as("deals of what the file calls GTXPro").isPositive();
        JsonNode byStage = manager.get("/opportunities/summary?groupBy=stageName&measures=count").expect(200).json();
        assertThat(byStage.toString()).contains("Closed Won", "Closed Lost", "Qualification", "Prospecting").doesNotContain("Engaging");
    }

    private JsonNode imported(String mapping, Api api, String collection, byte[] file) {
        String match = collection.equals("leads") || collection.equals("opportunities") ? "externalId" : "name";
        String query = "matchOn=" + match + "&" + files.mapping(mapping);
        ImportJob job = ImportJob.start(api, collection, file, query, UUID.randomUUID().toString());
        JsonNode end = job.toTheEnd();
        assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("COMPLETED");
        assertThat(job.progress()).isSorted();
        report("import " + mapping, end);
        assertThat(ImportJob.accountedFor(end)).as(end.toString()).isEqualTo(end.path("rows").asLong());
        assertThat(ImportJob.errorLines(api, end)).hasSize(end.path("failed").asInt());
        return end;
    }

    private static void report(String what, JsonNode job) {
        System.out.printf(HOW_MANY, what, job.path("rows").asInt(), job.path("created").asInt(), job.path("updated").asInt(),
                job.path("unchanged").asInt(), job.path("duplicates").asInt(), job.path("failed").asInt());
    }

    private void theFirstImportTakenAgainChangesNothing() {
        JsonNode again = imported("accounts", manager, "accounts", files.accounts());
        assertThat(again.path("unchanged").asInt()).as(again.toString()).isEqualTo(85);
    }

    // ---- looking at it -----------------------------------------------------------------------------------------------

    private long pageThrough(String collection, Api api, String filter) {
        String query = "limit=200&fields=id&filter=" + Api.encoded(filter);
        List<JsonNode> all = api.pages(collection, query);
        Set<String> ids = new HashSet<>();
        all.forEach(record -> ids.add(record.path("id").asText()));
        long count = api.count(collection, filter);
        System.out.printf("pages of %-19s %5d records, count says %5d  %s%n", collection, all.size(), count, filter);
        assertThat(count).isPositive();
        assertThat((long) all.size()).isEqualTo(count);
        assertThat(ids).as("no record on two pages").hasSameSizeAs(all);
        return count;
    }

    /** What goes out comes in again as what it was. */
    private void exportAndTakeTheExportBack() {
        long count = marketing.count("leads", OF_THE_FILE);
        String fields = "externalId,leadSource,status,description,doNotCall";
        byte[] file = marketing.get("/leads/export?format=csv&fields=" + fields + "&filter=" + Api.encoded(OF_THE_FILE)).expect(200).body();
        JsonNode job = ImportJob.start(marketing, "leads", file, "dryRun=true&matchOn=externalId", UUID.randomUUID().toString())
                .toTheEnd();
        report("export, and dry run of it", job);
        assertThat(job.path("rows").asLong()).isEqualTo(count);
        assertThat(job.path("unchanged").asLong()).as(job.toString()).isEqualTo(count);
    }

    // ---- from lead to customer ---------------------------------------------------------------------------------------

    /** Ten that came with the file and are no customers yet. */
    private List<String> leadsToConvert() {
        List<String> ids = new ArrayList<>();
        String filter = Api.encoded(OF_THE_FILE + ";status!=CONVERTED");
        marketing.get("/leads?limit=10&fields=id&filter=" + filter).expect(200).json().path("items")
                .forEach(lead -> ids.add(lead.path("id").asText()));
        return ids;
    }

    private Customer convert(String lead, int number) {
        // The file knows neither names nor companies: whoever called the lead writes down who it is.
        String company = "Customer " + number + " of " + lead;
        String email = "buyer@customer-" + number + "-" + lead + ".example";
        if (Set.of("UNQUALIFIED", "JUNK").contains(marketing.get("/leads/" + lead).expect(200).json().path("status").asText())) {
            marketing.patch("/leads/" + lead, Map.of("status", "RECYCLED"), "*").expect(200);
        }
        marketing.post("/leads/" + lead + "/assignment", Map.of("owner", "sales-rep")).expect(200);
        String version = rep.get("/leads/" + lead).expect(200).json().path("version").asText();
        rep.patch("/leads/" + lead, Map.of("lastName", "Buyer " + number, "company", company, "email", email), version).expect(200);
        rep.post("/leads/" + lead + "/qualification", Map.of()).expect(200);
        Map<String, Object> order = Map.of("name", "First order " + number, "amount", 1200.5, "currency", "EUR", "closeDate", "2027-03-31");
        rep.postPersistently("/leads/" + lead + "/conversion", Map.of("opportunity", order), UUID.randomUUID().toString()).expect(202);
        JsonNode done = await("the lead is converted").atMost(Duration.ofSeconds(60))
                .until(() -> rep.get("/leads/" + lead + "/conversion").expect(200).json(),
                        state -> !state.path("state").asText().equals("PENDING"));
        assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("COMPLETED");
        return new Customer(lead, company, email, done.path("accountId").asText(), done.path("contactId").asText(),
                done.path("opportunityId").asText());
    }

    private void isThere(Customer customer) {
        JsonNode account = rep.get("/accounts/" + customer.account()).expect(200).json();
        JsonNode contact = rep.get("/contacts/" + customer.contact()).expect(200).json();
        JsonNode opportunity = rep.get("/opportunities/" + customer.opportunity()).expect(200).json();
        assertThat(account.path("name").asText()).isEqualTo(customer.company());
        assertThat(contact.path("emails").get(0).asText()).isEqualTo(customer.email());
        assertThat(contact.path("accountId").asText()).isEqualTo(customer.account());
        assertThat(opportunity.path("accountId").asText()).isEqualTo(customer.account());
        assertThat(opportunity.path("primaryContactId").asText()).isEqualTo(customer.contact());
        assertThat(opportunity.path("originalLeadId").asText()).isEqualTo(customer.lead());
        assertThat(opportunity.path("owner").asText()).isEqualTo("sales-rep");
        assertThat(opportunity.path("amount").decimalValue()).isEqualByComparingTo("1200.5");
        assertThat(rep.count("opportunities", "originalLeadId==" + customer.lead())).isEqualTo(1);
        assertThat(rep.get("/leads/" + customer.lead()).json().path("status").asText()).isEqualTo("CONVERTED");
    }

    private void win(Customer customer) {
        String won = stage("Closed Won");
        String path = "/opportunities/" + customer.opportunity() + "/stage";
        JsonNode refused = rep.post(path, Map.of("stageId", won)).expect(422).json();
        assertThat(refused.path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/winReason", "/buyingGoals", "/successCriteria");

        Map<String, String> move = new LinkedHashMap<>(Map.of("stageId", won, "winReason", "Best service", "buyingGoals", "Fewer tools",
                "successCriteria", "All teams in one system by June"));
        JsonNode deal = rep.post(path, move).expect(200).json();
        assertThat(deal.path("stageName").asText()).isEqualTo("Closed Won");
        assertThat(deal.path("probability").asInt()).isEqualTo(100);
        assertThat(deal.path("closedAt").asText()).isNotBlank();

        JsonNode moves = rep.get("/opportunities/" + customer.opportunity() + "/stage-history").expect(200).json().path("items");
        assertThat(moves).hasSize(1);
        assertThat(moves.get(0).path("fromStageName").asText()).isEqualTo("Prospecting");
        assertThat(moves.get(0).path("toStageName").asText()).isEqualTo("Closed Won");
        assertThat(moves.get(0).path("changedBy").asText()).isEqualTo("sales-rep");
        String history = rep.get("/opportunities/" + customer.opportunity() + "/history").expect(200).text();
        assertThat(history).contains("Best service", "stageName");
        String leadHistory = rep.get("/leads/" + customer.lead() + "/history").expect(200).text();
        assertThat(leadHistory).contains("QUALIFIED", "CONVERTED", customer.company());
        rep.patch("/leads/" + customer.lead(), Map.of("company", "Other"), "*").expect(409);
    }

    private String stage(String name) {
        for (JsonNode pipeline : rep.get("/pipelines").expect(200).json().path("items")) {
            for (JsonNode stage : pipeline.path("stages")) {
                if (stage.path("name").asText().equals(name)) {
                    return stage.path("id").asText();
                }
            }
        }
        throw new AssertionError("There is no stage " + name);
    }

    private static JsonNode json(String text) throws java.io.IOException {
        return new ObjectMapper().readTree(text.getBytes(StandardCharsets.UTF_8));
    }
}

package crm.campaigns.attribution;

import static crm.campaigns.attribution.Deals.opportunity;
import static crm.campaigns.attribution.Deals.touch;
import static crm.campaigns.testing.TestCampaigns.at;
import static crm.campaigns.testing.TestCampaigns.json;
import static crm.campaigns.testing.TestCampaigns.run;
import static crm.campaigns.testing.TestCampaigns.stored;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.testing.CampaignsParts;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every figure of a campaign is what the records behind it add up to. */
@CampaignsParts
class BehindTest {

    private static final String DEALS = "/api/v1/attribution/deals";
    private static final String LEADS = "/api/v1/attribution/leads";
    private static final String WON = ",\"forecastCategory\":\"CLOSED\",\"closedAt\":\"1981-06-01T00:00:00Z\"";

    @ParameterizedTest
    @CsvSource({"FIRST, QUALIFIED", "LINEAR, QUALIFIED", "LINEAR, ALL", "FIRST, WON", "LINEAR, WON", "LINEAR, OPEN"})
    void theSharesThatAreListedAddUpToTheFigures(String model, String stage) {
        UUID campaign = campaignWithDeals();

        JsonNode roi = json(as("marketer").get(at(campaign, "roi"))).path("models").path(model);
        List<JsonNode> listed = all("marketer", DEALS, campaign, "model", model, "stage", stage);
        JsonNode answer = json(as("marketer").queryParam("campaignId", campaign).queryParam("model", model).queryParam("stage", stage).get(DEALS));

        String figure = switch (stage) {
            case "QUALIFIED" -> "qualified";
            case "ALL" -> "opportunities";
            case "WON" -> "won";
            default -> null;
        };
        if (figure != null) {
            assertThat(sum(listed, "count")).isEqualByComparingTo(roi.path(figure).decimalValue()).isPositive();
        }
        if (stage.equals("WON") || stage.equals("OPEN")) {
            assertThat(sum(listed, "amountBase")).isEqualByComparingTo(roi.path(stage.equals("WON") ? "wonRevenue" : "openRevenue").decimalValue()).isPositive();
        }
        assertThat(answer.path("count").decimalValue()).isEqualByComparingTo(sum(listed, "count"));
        assertThat(answer.path("amountBase").decimalValue()).isEqualByComparingTo(sum(listed, "amountBase"));
        assertThat(answer.path("deals").asInt()).isEqualTo(listed.size());
        assertThat(listed.stream().map(each -> each.path("id").asText()).distinct()).hasSize(listed.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINEAR", "U_SHAPED", "TIME_DECAY"})
    void whatAttributionSaysOfAPeriodIsListedForThatPeriod(String model) {
        UUID campaign = campaignWithDeals();

        JsonNode said = json(as("marketer").queryParam("model", model).queryParam("stage", "ALL").queryParam("from", "1981-02-02")
                .queryParam("to", "1981-02-03").get("/api/v1/attribution"));
        JsonNode credit = null;
        for (JsonNode each : said.path("items")) {
            credit = each.path("campaignId").asText().equals(campaign.toString()) ? each : credit;
        }
        List<JsonNode> listed = all("marketer", DEALS, campaign, "model", model, "stage", "ALL", "from", "1981-02-02", "to", "1981-02-03");

        assertThat(listed).hasSize(2).hasSize(credit.path("deals").asInt());
        assertThat(sum(listed, "amountBase")).isEqualByComparingTo(credit.path("amountBase").decimalValue());
    }

    @Test
    void theLeadsOfTheCostPerLeadAreListedEachOnce() {
        UUID campaign = campaignWithDeals();

        List<JsonNode> leads = all("marketer", LEADS, campaign);

        assertThat(leads.size()).isEqualTo(json(as("marketer").get(at(campaign, "roi"))).path("leads").asInt()).isEqualTo(6);
        assertThat(new HashSet<>(leads.stream().map(each -> each.path("leadId").asText()).toList())).hasSize(6);
        assertThat(leads.get(5).path("touches").asInt()).isEqualTo(2);
    }

    @Test
    void salesSeesTheSharesOfItsOwnDealsOnly() {
        UUID campaign = stored("marketer", "marketing", "ACTIVE");
        for (String owner : List.of("sales-rep", "sales-rep-2")) {
            UUID lead = UUID.randomUUID();
            touch(campaign, lead, null, "1982-01-01T00:00:00Z", "b" + lead);
            opportunity(owner, "1982-02-01T00:00:00Z", BigDecimal.TEN,
                    ",\"team\":\"" + (owner.equals("sales-rep") ? "sales-central" : "sales-east") + "\",\"originalLeadId\":\"" + lead + "\"");
        }

        assertThat(all("sales-rep", DEALS, campaign, "stage", "ALL")).hasSize(1);
        assertThat(all("sales-manager", DEALS, campaign, "stage", "ALL")).hasSize(2);
    }

    @Test
    void whatCannotBeListedIsRefused() {
        UUID campaign = stored("marketer", "marketing", "ACTIVE");
        for (String list : List.of(DEALS, LEADS)) {
            as("marketer").get(list).then().statusCode(400);
            as("marketer").queryParam("campaignId", UUID.randomUUID()).get(list).then().statusCode(404);
            as("marketer").queryParam("campaignId", campaign).queryParam("cursor", "nonsense").get(list).then().statusCode(400);
            as("marketer").queryParam("campaignId", campaign).queryParam("limit", 201).get(list).then().statusCode(400);
            as("support-agent").queryParam("campaignId", campaign).get(list).then().statusCode(403);
        }
        as("marketer").queryParam("campaignId", campaign).queryParam("model", "MAGIC").get(DEALS).then().statusCode(400);
    }

    /** Six leads, one of them touched twice and all but one by another campaign as well; two deals won, two open, one lead qualified. */
    private static UUID campaignWithDeals() {
        UUID campaign = stored("marketer", "marketing", "ACTIVE");
        UUID other = stored("marketer", "marketing", "ACTIVE");
        for (int i = 0; i < 6; i++) {
            UUID lead = UUID.randomUUID();
            touch(campaign, lead, null, "1981-01-0" + (i + 1) + "T00:00:00Z", "b" + lead);
            if (i == 0) {
                touch(campaign, lead, null, "1981-01-01T12:00:00Z", "again" + lead);
            } else {
                touch(other, lead, null, "1981-01-20T00:00:00Z", "o" + lead);
            }
            if (i < 4) {
                opportunity("x", "1981-02-0" + (i + 1) + "T00:00:00Z", new BigDecimal("33.3333").add(BigDecimal.valueOf(i)),
                        ",\"originalLeadId\":\"" + lead + "\"" + (i < 2 ? WON : ""));
            } else if (i == 4) {
                qualified(lead);
            }
        }
        return campaign;
    }

    private static void qualified(UUID lead) {
        run("insert into replica (record_type, record_id, version, record) values ('lead', ?, 1, cast(? as jsonb))", lead,
                "{\"id\":\"" + lead + "\",\"lastName\":\"Behind\",\"status\":\"QUALIFIED\",\"createdAt\":\"1981-02-01T00:00:00Z\"}");
    }

    /** All pages, two records each. */
    private static List<JsonNode> all(String login, String list, UUID campaign, String... parameters) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            RequestSpecification asking = as(login).queryParam("campaignId", campaign).queryParam("limit", 2).queryParam("cursor", cursor);
            for (int i = 0; i < parameters.length; i += 2) {
                asking.queryParam(parameters[i], parameters[i + 1]);
            }
            JsonNode page = json(asking.get(list));
            page.path("items").forEach(items::add);
            cursor = page.path("nextCursor").textValue();
        }
        return items;
    }

    private static BigDecimal sum(List<JsonNode> items, String member) {
        return items.stream().map(each -> each.path(member).decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

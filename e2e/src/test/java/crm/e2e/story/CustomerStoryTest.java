package crm.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One customer's story through all five services, and what each of them knows of it in the end. */
@WithPlatform
class CustomerStoryTest {

    private final Platform platform;

    CustomerStoryTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void fromACampaignToACustomerWhoIsContentAgain() throws Exception {
        Undisturbed told = Undisturbed.on(platform);
        CustomerStory story = told.story();
        Map<String, String> end = told.end();
        end.forEach((what, value) -> System.out.printf("story: %-40s %s%n", what, value));
        assertThat(end).containsEntry("campaign.status", "\"ACTIVE\"").containsEntry("lead.status", "\"CONVERTED\"")
                .containsEntry("opportunity.stageName", "\"Closed Won\"").containsEntry("case.csat", "5").containsEntry("case.breaches", "[\"RESPONSE\"]")
                .containsEntry("handoff.state", "\"ACCEPTED\"").containsEntry("account.health", "GREEN").containsEntry("health", "GREEN")
                .containsEntry("number of accounts", "1").containsEntry("number of opportunities", "1").containsEntry("number of touches", "1")
                .containsEntry("number of activities", "1").containsEntry("event cases.sla-breached", "1").containsEntry("event cases.csat-received", "1")
                .containsEntry("event leads.handoff-accepted", "1").containsEntry("event opportunities.opportunity-won", "1")
                .containsEntry("event governance.consent-withdrawn", "1");
        // whoever owns the account is told of the task, and why they are told
        assertThat(told.task().path("why").asText()).isIn("you own it", "it was given to you");
        theCampaignIsCredited(story);
        theTimelineTellsItAllInOrder(story);
        everybodySeesOneCustomer(story);
        theAuditHolds();
    }

    private void theCampaignIsCredited(CustomerStory story) {
        Api api = platform.as("marketing-manager");
        for (String model : List.of("FIRST", "LINEAR")) {
            JsonNode won = api.get("/attribution?model=" + model + "&groupBy=campaign&stage=WON").expect(200).json();
            JsonNode ours = find(won.path("items"), "campaignId", story.campaign);
            assertThat(ours.path("amountBase").decimalValue()).as(model).isEqualByComparingTo("2500");
        }
        JsonNode roi = api.get("/campaigns/" + story.campaign + "/roi").expect(200).json();
        assertThat(roi.path("cost").decimalValue()).isEqualByComparingTo("500");
        assertThat(roi.at("/models/FIRST/roiPct").decimalValue()).isEqualByComparingTo("400");
    }

    private void theTimelineTellsItAllInOrder(CustomerStory story) {
        JsonNode items = platform.as("crm-admin").get("/timeline?limit=200&accountId=" + story.account).expect(200).json().path("items");
        List<String> kinds = new ArrayList<>();
        List<String> moments = new ArrayList<>();
        items.forEach(item -> {
            kinds.add(0, item.path("type").asText().replaceAll("^crm\\.[a-z]+\\.|\\.v1$", ""));
            moments.add(0, item.path("at").asText());
        });
        assertThat(moments.stream().map(Instant::parse).toList()).isSorted();
        assertThat(kinds).containsSubsequence("lead-captured", "handoff-offered", "handoff-accepted", "opportunity-won", "case-opened", "sla-breached",
                "case-resolved", "csat-received", "consent-withdrawn");
    }

    private void everybodySeesOneCustomer(CustomerStory story) {
        JsonNode page = platform.as("sales-rep").get("/customers/" + story.account).expect(200).json();
        page.path("parts").properties().forEach(part -> assertThat(part.getValue().path("state").asText()).as(part.getKey()).isIn("OK", "FORBIDDEN", "NOT_FOUND"));
        assertThat(page.toString()).contains("Nothing works " + story.name(), "First order of " + story.name(), "Byron " + story.name());
        JsonNode found = platform.as("sales-rep").get("/search?q=" + story.name()).expect(200).json();
        assertThat(found.path("items").findValuesAsText("type")).contains("account", "contact", "opportunity");
    }

    private void theAuditHolds() {
        JsonNode verified = platform.as("compliance-officer").get("/audit/verification").expect(200).json();
        assertThat(verified.toString()).as("verification").contains("true");
    }

    private static JsonNode find(JsonNode items, String field, String value) {
        for (JsonNode item : items) {
            if (item.path(field).asText().equals(value)) {
                return item;
            }
        }
        throw new AssertionError("Nothing with " + field + " " + value + " in " + items);
    }
}

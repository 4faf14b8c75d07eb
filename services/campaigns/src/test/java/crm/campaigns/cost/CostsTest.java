package crm.campaigns.cost;

import static crm.campaigns.testing.TestCampaigns.CAMPAIGNS;
import static crm.campaigns.testing.TestCampaigns.at;
import static crm.campaigns.testing.TestCampaigns.planned;
import static crm.campaigns.testing.TestCampaigns.stored;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import crm.campaigns.testing.CampaignsParts;
import crm.chassis.testing.Callers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@CampaignsParts
class CostsTest {

    @Test
    void theLedgerSumsUpToTheActualCost() {
        UUID id = planned("marketer", ",\"currency\":\"EUR\"");

        cost(id, "marketer", "100.25", "EUR").then().statusCode(201).body("amount", equalTo(100.25f)).body("recordedBy", equalTo("marketer"));
        cost(id, "marketer", "50.0001", "EUR").then().statusCode(201);
        cost(id, "marketer", "-20", "EUR").then().statusCode(201);

        as("marketer").get(CAMPAIGNS + "/" + id).then().body("actualCost", equalTo(130.2501f)).body("actualCostBase", equalTo(143.2751f))
                .body("version", equalTo(4));
        as("executive").get(at(id, "costs")).then().statusCode(200).body("items.amount", contains(-20.0f, 50.0001f, 100.25f))
                .body("total", equalTo(130.2501f)).body("currency", equalTo("EUR")).body("nextCursor", equalTo(null));
    }

    @Test
    void anotherCurrencyIsRefusedAndLeavesNothing() {
        UUID id = planned("marketer", ",\"currency\":\"EUR\"");

        cost(id, "marketer", "10", "USD").then().statusCode(422).body("errors[0].pointer", equalTo("/currency"))
                .body("errors[0].detail", equalTo("The costs of this campaign are recorded in EUR."));
        cost(id, "marketer", "0", "EUR").then().statusCode(422);
        as("marketer").body("{\"amount\":1}").post(at(id, "costs")).then().statusCode(422).body("errors", hasSize(3));

        as("marketer").get(at(id, "costs")).then().body("items", hasSize(0)).body("total", equalTo(0));
    }

    @Test
    void theCurrencyStaysOnceThereAreCosts() {
        UUID id = planned("marketer", ",\"currency\":\"EUR\"");
        as("marketer").header("If-Match", "*").body("{\"currency\":\"GBP\"}").patch(CAMPAIGNS + "/" + id).then().statusCode(200);
        cost(id, "marketer", "10", "GBP").then().statusCode(201);

        as("marketer").header("If-Match", "*").body("{\"currency\":\"EUR\"}").patch(CAMPAIGNS + "/" + id).then().statusCode(409);
        as("marketer").header("If-Match", "*").body("{\"actualCost\":1}").patch(CAMPAIGNS + "/" + id).then().statusCode(422);
    }

    @Test
    void lateInvoicesComeAfterTheEnd() {
        UUID id = stored("marketer", "marketing", "COMPLETED");

        cost(id, "marketer", "10", "USD").then().statusCode(201);

        as("marketer").get(CAMPAIGNS + "/" + id).then().body("actualCost", equalTo(10));
    }

    @Test
    void costsRecordedAtTheSameMomentAreAllCounted() {
        UUID id = planned("marketer", "");
        Callers.token("marketer");
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> cost(id, "marketer", "1.5", "USD").statusCode()));
        }

        assertThat(calls.stream().map(CompletableFuture::join)).containsOnly(201);
        as("marketer").get(CAMPAIGNS + "/" + id).then().body("actualCost", equalTo(12));
    }

    @Test
    void theSameKeyRecordsACostOnce() {
        UUID id = planned("marketer", "");
        String body = "{\"amount\":5,\"currency\":\"USD\",\"incurredOn\":\"2026-11-01\",\"description\":\"Print\"}";

        String first = as("marketer").header("Idempotency-Key", "cost-" + id).body(body).post(at(id, "costs")).then().statusCode(201).extract().path("id");
        as("marketer").header("Idempotency-Key", "cost-" + id).body(body).post(at(id, "costs")).then().statusCode(201).body("id", equalTo(first));

        as("marketer").get(CAMPAIGNS + "/" + id).then().body("actualCost", equalTo(5));
    }

    private static io.restassured.response.Response cost(UUID id, String login, String amount, String currency) {
        return as(login).body("{\"amount\":" + amount + ",\"currency\":\"" + currency + "\",\"incurredOn\":\"2026-11-01\",\"description\":\"Hall\"}")
                .post(at(id, "costs"));
    }
}

package crm.campaigns.attribution;

import static crm.campaigns.testing.TestCampaigns.json;
import static crm.campaigns.testing.TestCampaigns.run;
import static crm.campaigns.testing.TestCampaigns.stored;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.testing.CampaignsParts;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code -Dcrm.test.deals=100000} asks about as many deals as a large company has, each with three touches. */
@CampaignsParts
class ManyDealsTest {

    private static final int DEALS = Integer.getInteger("crm.test.deals", 2_000);

    private static final String PERSON = "md5('person ' || n)::uuid";

    @Test
    void allOfThemAreCreditedToTheLastTenThousandth() {
        for (int i = 0; i < 3; i++) {
            UUID campaign = stored("marketer", "marketing", "ACTIVE");
            run("insert into touch (id, version, created_at, created_by, updated_at, updated_by, campaign_id, lead_id, kind, occurred_at, source_key)"
                    + " select gen_random_uuid(), 1, now(), 'test', now(), 'test', ?, " + PERSON + ", 'VISIT', timestamptz '1850-01-01' + n * interval '1 second',"
                    + " ? || n from generate_series(1, ?) n", campaign, "many " + i + " ", DEALS);
        }
        run("insert into replica (record_type, record_id, version, record) select 'opportunity', gen_random_uuid(), 1, jsonb_build_object('name', 'Deal ' || n,"
                + " 'createdAt', '1850-06-01T00:00:00Z', 'originalLeadId', " + PERSON + ", 'amountBase', 100.0001, 'forecastCategory', 'PIPELINE')"
                + " from generate_series(1, ?) n", DEALS);
        run("analyze replica");
        run("analyze touch");

        long began = System.nanoTime();
        JsonNode answer = json(as("marketer").queryParam("model", "LINEAR").queryParam("stage", "ALL").queryParam("from", "1850-01-01")
                .queryParam("to", "1850-12-31").get("/api/v1/attribution"));
        System.out.printf("%d deals with %d touches were credited within %d ms%n", DEALS, 3 * DEALS, (System.nanoTime() - began) / 1_000_000);

        BigDecimal credited = BigDecimal.ZERO;
        for (JsonNode item : answer.path("items")) {
            credited = credited.add(item.path("amountBase").decimalValue());
        }
        assertThat(answer.path("items")).hasSize(3);
        assertThat(credited).isEqualByComparingTo(new BigDecimal("100.0001").multiply(BigDecimal.valueOf(DEALS)))
                .isEqualByComparingTo(answer.path("total").path("amountBase").decimalValue());
        assertThat(answer.path("unattributed").path("count").asInt()).isZero();
    }
}

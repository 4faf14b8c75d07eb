package crm.campaigns.touch;

import static crm.campaigns.testing.TestCampaigns.active;
import static crm.campaigns.testing.TestCampaigns.connection;
import static crm.campaigns.testing.TestCampaigns.json;
import static crm.campaigns.testing.TestCampaigns.value;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.testing.CampaignsParts;
import crm.chassis.testing.TestEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same history of leads and opportunities, told in order and told in any other order with some of it twice, leaves
 * the same ledger and the same attribution. Each telling happens to people of its own, in a year of its own.
 */
@CampaignsParts
class ShuffledEventsTest {

    private static final int PEOPLE = 6;
    private static final String CAPTURED = "crm.leads.lead-captured.v1";
    private static final String CHANGED = "crm.leads.lead-changed.v1";
    private static final String QUALIFIED = "crm.leads.lead-qualified.v1";
    private static final String CONVERTED = "crm.leads.lead-converted.v1";
    private static final String CREATED = "crm.opportunities.opportunity-created.v1";
    private static final String OPPORTUNITY_CHANGED = "crm.opportunities.opportunity-changed.v1";

    private record Event(String type, String json) {
        /** The same under another id, as when a state is published again. */
        Event toldAgain() {
            return new Event(type, json.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"" + UUID.randomUUID() + "\""));
        }
    }

    /** What a history left behind, without ids. */
    private record Left(List<String> touches, List<String> links, String attribution) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyOrderLeavesTheSame(long seed) throws Exception {
        UUID one = active(",\"utm\":{\"source\":\"s\",\"medium\":\"m\",\"campaign\":\"c" + seed + "\"}");
        UUID two = active("");
        int year = 1900 + (int) seed * 2;

        Left inOrder = told(year, one, two, seed, List::copyOf);
        Left shuffled = told(year + 1, one, two, seed, events -> {
            List<Event> mixed = new ArrayList<>(events);
            Random random = new Random(seed);
            for (Event event : events) {
                if (random.nextInt(3) == 0) {
                    mixed.add(random.nextBoolean() ? event : event.toldAgain());
                }
            }
            Collections.shuffle(mixed, random);
            return mixed;
        });

        assertThat(shuffled).isEqualTo(inOrder);
        assertThat(inOrder.touches()).hasSizeGreaterThan(PEOPLE);
        assertThat(inOrder.links()).hasSize(PEOPLE / 2);
    }

    private static Left told(int year, UUID one, UUID two, long seed, java.util.function.UnaryOperator<List<Event>> order) throws Exception {
        List<UUID> leads = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            UUID lead = UUID.randomUUID();
            leads.add(lead);
            history(events, lead, i, year, one, two, seed);
        }
        List<Event> told = order.apply(events);
        long before = heard();
        try (TestEvents broker = TestEvents.open()) {
            told.forEach(event -> broker.publish(event.type(), event.json()));
        }
        long distinct = told.stream().map(Event::json).distinct().count();
        await().until(() -> heard() >= before + distinct);
        JsonNode all = json(as("marketer").queryParam("model", "LINEAR").queryParam("stage", "QUALIFIED").queryParam("from", year + "-01-01")
                .queryParam("to", year + "-12-31").get("/api/v1/attribution"));
        String items = all.path("items").toString() + all.path("unattributed").path("count") + all.path("unattributed").path("amountBase") + all.path("total");
        return new Left(rows("select campaign_id || ' ' || kind || ' ' || to_char(occurred_at, 'MM-DD') || ' ' || coalesce(channel, '-')"
                        + " || ' ' || array_position(?, lead_id) from touch where lead_id = any(?) order by 1", leads),
                rows("select array_position(?, lead_id) || ' ' || (opportunity_id is not null) from lead_link where lead_id = any(?) order by 1", leads), items);
    }

    /** Captured by UTM parameters, tied to another campaign, qualified; every second one converted, with an opportunity. */
    private static void history(List<Event> events, UUID lead, int i, int year, UUID one, UUID two, long seed) {
        BiFunction<Integer, String, String> state = (version, more) -> "{\"id\":\"" + lead + "\",\"version\":" + version + ",\"createdAt\":\"" + year
                + "-01-0" + (i + 1) + "T00:00:00Z\",\"updatedAt\":\"" + year + "-02-0" + version + "T00:00:00Z\"" + more + "}";
        String utm = ",\"utm\":{\"source\":\"S\",\"medium\":\"M\",\"campaign\":\"C" + seed + "\"}";
        String tied = ",\"campaignId\":\"" + two + "\"";
        add(events, CAPTURED, lead, 1, "{\"record\":" + state.apply(1, ",\"status\":\"NEW\"" + utm) + "}");
        if (i % 3 != 0) {
            add(events, CHANGED, lead, 2, "{\"record\":" + state.apply(2, ",\"status\":\"NEW\"" + utm + tied)
                    + ",\"changes\":[{\"field\":\"campaignId\",\"to\":\"" + two + "\"}]}");
        }
        add(events, CHANGED, lead, 3, "{\"record\":" + state.apply(3, ",\"status\":\"QUALIFIED\"" + utm + tied)
                + ",\"changes\":[{\"field\":\"status\",\"from\":\"NEW\",\"to\":\"QUALIFIED\"}]}");
        events.add(new Event(QUALIFIED, TestEvents.event(QUALIFIED, lead, 3, "{\"leadId\":\"" + lead + "\",\"qualifiedBy\":\"x\"}")
                .replace("2026-11-21T19:00:00Z", year + "-02-03T00:00:00Z")));
        if (i % 2 != 0) {
            return;
        }
        UUID account = UUID.randomUUID();
        UUID contact = UUID.randomUUID();
        UUID opportunity = UUID.randomUUID();
        String ids = ",\"convertedAt\":\"" + year + "-03-01T00:00:00Z\",\"convertedAccountId\":\"" + account + "\",\"convertedContactId\":\"" + contact
                + "\",\"convertedOpportunityId\":\"" + opportunity + "\"";
        add(events, CHANGED, lead, 4, "{\"record\":" + state.apply(4, ",\"status\":\"CONVERTED\"" + utm + tied + ids)
                + ",\"changes\":[{\"field\":\"status\",\"from\":\"QUALIFIED\",\"to\":\"CONVERTED\"}]}");
        add(events, CONVERTED, lead, 4, "{\"leadId\":\"" + lead + "\",\"accountId\":\"" + account + "\",\"contactId\":\"" + contact + "\",\"opportunityId\":\""
                + opportunity + "\",\"convertedAt\":\"" + year + "-03-01T00:00:00Z\"}");
        for (int version = 1; version <= 2; version++) {
            String type = version == 1 ? CREATED : OPPORTUNITY_CHANGED;
            add(events, type, opportunity, version, "{\"record\":{\"id\":\"" + opportunity + "\",\"version\":" + version + ",\"name\":\"Deal\",\"createdAt\":\""
                    + year + "-03-01T00:00:00Z\",\"primaryContactId\":\"" + contact + "\",\"amountBase\":" + (100.0001 * version + i)
                    + ",\"forecastCategory\":\"PIPELINE\"}}");
        }
    }

    private static void add(List<Event> events, String type, UUID subject, int version, String data) {
        events.add(new Event(type, TestEvents.event(type, subject, version, data)));
    }

    private static long heard() {
        return (Long) value("select count(*) from inbox");
    }

    private static List<String> rows(String sql, List<UUID> leads) throws SQLException {
        try (Connection connection = connection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            var array = connection.createArrayOf("uuid", leads.toArray());
            statement.setArray(1, array);
            statement.setArray(2, array);
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        }
    }

    @Test
    void aLeadsTouchesAreFoundBehindADealWhateverWasHeardFirst() throws Exception {
        // the opportunity names the contact only; the lead and what it became are heard later
        UUID campaign = active("");
        UUID lead = UUID.randomUUID();
        UUID contact = UUID.randomUUID();
        UUID opportunity = UUID.randomUUID();
        long before = heard();
        try (TestEvents broker = TestEvents.open()) {
            broker.publish(CREATED, TestEvents.stateOf(CREATED, opportunity, 1, "{\"id\":\"" + opportunity + "\",\"version\":1,\"name\":\"Deal\",\"createdAt\":"
                    + "\"1899-03-01T00:00:00Z\",\"primaryContactId\":\"" + contact + "\",\"amountBase\":50}"));
            broker.publish(CONVERTED, TestEvents.event(CONVERTED, lead, 4, "{\"leadId\":\"" + lead + "\",\"contactId\":\"" + contact + "\"}"));
            broker.publish(CAPTURED, TestEvents.stateOf(CAPTURED, lead, 1, "{\"id\":\"" + lead + "\",\"version\":1,\"createdAt\":\"1899-01-01T00:00:00Z\","
                    + "\"campaignId\":\"" + campaign + "\"}"));
        }
        await().until(() -> heard() >= before + 3);

        JsonNode answer = json(as("marketer").queryParam("stage", "ALL").queryParam("from", "1899-01-01").queryParam("to", "1899-12-31").get("/api/v1/attribution"));

        assertThat(answer.path("items").get(0).path("campaignId").asText()).isEqualTo(campaign.toString());
        assertThat(answer.path("items").get(0).path("amountBase").asInt()).isEqualTo(50);
    }
}

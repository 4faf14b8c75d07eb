package crm.e2e.story;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is there when a story is over, in words that are the same for every story: no ids, no names, no moments. Two stories that
 * ended alike are equal here.
 */
final class EndState {

    private static final String EVENTS = """
            select replace(replace(type, 'crm.', ''), '.v1', '') as kind, count(*) from audit_entry
            where record_id = any (?::uuid[]) and type not like '%-changed.v1' and type not like '%quality%' and type not like '%scored%'
            group by 1""";

    private EndState() {}

    static Map<String, String> of(Platform platform, CustomerStory story) throws SQLException {
        Api api = platform.as("crm-admin");
        Map<String, String> state = new TreeMap<>();
        put(state, "campaign", api.getPersistently("/campaigns/" + story.campaign).expect(200).json(), "status", "actualCost");
        put(state, "lead", api.getPersistently("/leads/" + story.lead).expect(200).json(), "status", "owner", "team");
        put(state, "opportunity", api.getPersistently("/opportunities/" + story.opportunity).expect(200).json(), "stageName", "amount", "winReason");
        put(state, "account", api.getPersistently("/accounts/" + story.account).expect(200).json(), "type", "owner");
        put(state, "case", api.getPersistently("/cases/" + story.supportCase).expect(200).json(), "status", "breaches", "csat", "rootCause");
        put(state, "handoff", api.getPersistently("/handoffs/" + story.handoff).expect(200).json(), "state", "decidedBy");
        state.put("account.health", api.getPersistently("/accounts/" + story.account).json().at("/health/band").asText());
        state.put("health", api.getPersistently("/health/" + story.account).expect(200).json().path("band").asText());
        counts(api, story, state);
        JsonNode roi = api.getPersistently("/campaigns/" + story.campaign + "/roi").expect(200).json();
        state.put("roi", roi.path("leads") + " leads, " + roi.at("/models/FIRST/wonRevenue") + " first, " + roi.at("/models/LINEAR/wonRevenue") + " linear");
        events(platform, story, state);
        return state;
    }

    private static void counts(Api api, CustomerStory story, Map<String, String> state) {
        count(api, state, "leads", "lastName=='Byron " + story.name() + "'");
        count(api, state, "accounts", "name=='Engines " + story.name() + "'");
        count(api, state, "contacts", "lastName=='Byron " + story.name() + "'");
        count(api, state, "opportunities", "originalLeadId==" + story.lead);
        count(api, state, "handoffs", "leadId==" + story.lead);
        count(api, state, "cases", "externalId==" + story.name());
        count(api, state, "touches", "campaignId==" + story.campaign);
        count(api, state, "activities", "relatedTo==account:" + story.account + ";source==HEALTH");
    }

    private static void count(Api api, Map<String, String> state, String collection, String filter) {
        state.put("number of " + collection, Long.toString(api.count(collection, filter)));
    }

    /** Of each kind of event how many there were: what was done twice has one too many. Changes may be told in more or fewer steps. */
    private static void events(Platform platform, CustomerStory story, Map<String, String> state) throws SQLException {
        try (Connection governance = platform.database("governance"); PreparedStatement query = governance.prepareStatement(EVENTS)) {
            query.setArray(1, governance.createArrayOf("text", new Object[] {story.campaign, story.lead, story.handoff, story.account, story.contact,
                    story.opportunity, story.supportCase}));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    state.put("event " + rows.getString(1), rows.getString(2));
                }
            }
        }
    }

    private static void put(Map<String, String> state, String record, JsonNode json, String... fields) {
        for (String field : fields) {
            state.put(record + "." + field, json.path(field).toString());
        }
    }
}

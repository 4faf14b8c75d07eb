package crm.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What marketing, support, sales' day and the data stewards do, made act by act through the API as people do it. What an earlier run
 * of the same seed made stays as it is.
 */
final class DemoDepartments {

    private static final List<Map<String, Object>> RULES = List.of(
            rule("lead", "email", "WARN", 3, "Nobody can write to a lead without an address", "Ask for it in the first call"),
            rule("lead", "industry", "OBSERVE", 1, "Campaigns choose leads by industry", "The company's website tells it"),
            rule("account", "industry", "WARN", 2, "Territories and campaigns go by industry", "The company's website tells it"),
            rule("account", "successOwner", "OBSERVE", 1, "Somebody has to answer for the customer", "Name who looks after the customer"),
            rule("contact", "phones", "OBSERVE", 1, "Support calls back", "Take it from the signature of a mail"),
            rule("opportunity", "closeDate", "WARN", 3, "A deal without a close date is missing in the forecast", "Agree on a date with the customer"),
            rule("opportunity", "nextStep", "WARN", 2, "A deal without a next step stands still", "Write down what happens next"));
    private static final List<String> SUBJECTS = List.of("Cannot log in since the update", "Invoice shows the wrong amount", "Export stops at 90 %",
            "How do we add another site?", "Delivery arrived incomplete", "Report differs from the dashboard", "Please change our billing address",
            "The app is slow in the morning");
    private static final List<String> PRIORITIES = List.of("LOW", "NORMAL", "NORMAL", "HIGH", "URGENT");
    private static final List<String> TYPES = List.of("QUESTION", "INCIDENT", "PROBLEM", "COMPLAINT", "BILLING");
    private static final List<String> TASKS = List.of("Send the revised offer", "Call about the open questions", "Prepare the demonstration",
            "Ask who else decides", "Agree on the next meeting");
    private static final List<String> CALLS = List.of("Spoke about the budget", "Asked how the trial goes", "Went through the offer", "Left a message");

    private final DemoApi api;
    private final DemoData data;
    private final Random random;
    private final LocalDate today;

    DemoDepartments(DemoApi api, DemoData data, long seed, LocalDate today) {
        this.api = api;
        this.data = data;
        this.random = new Random(seed);
        this.today = today;
    }

    private static Map<String, Object> rule(String entity, String field, String mode, int weight, String why, String fix) {
        return Map.of("entity", entity, "kind", "REQUIRED", "field", field, "mode", mode, "weight", weight, "why", why, "fix", fix);
    }

    /** Rules that say what good data is; answers how many are new. */
    int rules() {
        int made = 0;
        for (int i = 0; i < RULES.size(); i++) {
            made += once("quality/rules", "rule", i, RULES.get(i)) == null ? 0 : 1;
        }
        return made;
    }

    /** Campaigns whose UTM the leads bring along: two run, one waits for its approval. */
    int campaigns() {
        int made = 0;
        List<String> sources = List.of("newsletter", "search", "social");
        List<String> names = List.of("Newsletter for buyers", "Search advertising", "Stories of customers");
        List<String> types = List.of("NEWSLETTER", "ADVERTISEMENT", "SOCIAL");
        for (int i = 0; i < names.size(); i++) {
            JsonNode campaign = once("campaigns", "campaign", i, Map.of("name", names.get(i), "type", types.get(i), "budgetedCost", 3_000 + 500 * i, "currency", "EUR",
                    "startDate", today.minusDays(180).toString(), "endDate", today.plusDays(60).toString(), "utm", Map.of("source", sources.get(i), "campaign", DemoData.campaign(sources.get(i)))));
            if (campaign == null) {
                continue;
            }
            made++;
            if (i < 2) {
                String path = "/api/v1/campaigns/" + campaign.get("id").asText();
                api.post(path + "/approval", Map.of("comment", "Within the year's budget"));
                api.post(path + "/launch", Map.of());
                api.post(path + "/costs", Map.of("amount", 2_400 + 300 * i, "currency", "EUR", "incurredOn", today.minusDays(20).toString(), "description", "Agency"));
            }
        }
        return made;
    }

    /** Cases of customers: some wait, some are under way, most are solved. */
    int cases(int many) {
        List<String> accounts = accounts(many);
        int made = 0;
        for (int i = 0; i < accounts.size(); i++) {
            Map<String, Object> wanted = new LinkedHashMap<>(Map.of("subject", SUBJECTS.get(random.nextInt(SUBJECTS.size())), "accountId", accounts.get(i),
                    "priority", PRIORITIES.get(random.nextInt(PRIORITIES.size())), "type", TYPES.get(random.nextInt(TYPES.size())), "origin", "EMAIL"));
            int fate = random.nextInt(100);
            JsonNode opened = once("cases", "case", i, wanted);
            if (opened == null) {
                continue;
            }
            made++;
            String path = "/api/v1/cases/" + opened.get("id").asText();
            if (fate < 80) {
                api.post(path + "/assignment", Map.of("owner", "support-agent"));
                api.post(path + "/comments", Map.of("text", "Thank you for telling us. We are looking into it.", "visibility", "PUBLIC"));
            }
            if (fate < 50) {
                api.post(path + "/resolution", Map.of("resolution", "Explained and corrected", "rootCause", "Configuration"));
            }
        }
        return made;
    }

    /** A sales person's calls of the last days and tasks of the next ones. */
    int activities(int many) {
        int made = 0;
        List<String> accounts = accounts(many);
        for (int i = 0; i < accounts.size(); i++) {
            boolean call = i % 2 == 0;
            Map<String, Object> wanted = new LinkedHashMap<>(Map.of("type", call ? "CALL" : "TASK", "owner", i % 3 == 0 ? "sales-rep-2" : "sales-rep",
                    "subject", call ? CALLS.get(random.nextInt(CALLS.size())) : TASKS.get(random.nextInt(TASKS.size())),
                    "relatedTo", List.of(Map.of("type", "account", "id", accounts.get(i)))));
            if (call) {
                wanted.put("status", "COMPLETED");
            } else {
                wanted.put("dueAt", today.plusDays(random.nextInt(8) - 1L).atTime(LocalTime.of(15, 0)).toInstant(ZoneOffset.UTC).toString());
            }
            made += once("activities", "activity", i, wanted) == null ? 0 : 1;
        }
        return made;
    }

    private List<String> accounts(int many) {
        List<String> ids = new ArrayList<>();
        JsonNode found = api.get("/api/v1/accounts?fields=id&sort=name&limit=" + Math.min(200, many) + "&filter="
                + DemoApi.encoded("externalId==" + data.externalId("account", 0).replaceAll("0$", "") + "*"));
        found.get("items").forEach(account -> ids.add(account.get("id").asText()));
        return ids;
    }

    /** Makes a record, with an external id of its own; null where it is there from an earlier run. */
    private JsonNode once(String collection, String kind, int number, Map<String, Object> record) {
        String externalId = data.externalId(kind, number);
        if (!api.get("/api/v1/" + collection + "?fields=id&filter=" + DemoApi.encoded("externalId==" + externalId)).get("items").isEmpty()) {
            return null;
        }
        Map<String, Object> wanted = new LinkedHashMap<>(record);
        wanted.put("externalId", externalId);
        return api.post("/api/v1/" + collection, wanted);
    }
}

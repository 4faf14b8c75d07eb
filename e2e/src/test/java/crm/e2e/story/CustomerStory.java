package crm.e2e.story;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Answer;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * One customer through all five departments, step by step, each by the person whose work it is. Every request is repeated under
 * its Idempotency-Key until it is answered, so that a story goes on when something dies in the middle of it.
 */
final class CustomerStory {

    static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Something that somebody does, or waits for. */
    record Step(String name, Runnable act) {}

    private static final String TIER = "one-minute";

    private final String name;
    private final Api marketing;
    private final Api rep;
    private final Api agent;
    private final Api admin;
    private final Platform platform;

    String campaign;
    String lead;
    String handoff;
    String account;
    String contact;
    String opportunity;
    String supportCase;

    /** @param name is found in everything that this story makes */
    CustomerStory(Platform platform, String name) {
        this.platform = platform;
        this.name = name;
        marketing = platform.as("marketing-manager");
        rep = platform.as("sales-rep");
        agent = platform.as("support-agent");
        admin = platform.as("crm-admin");
    }

    String name() {
        return name;
    }

    List<Step> steps() {
        return List.of(
                new Step("a campaign is planned, approved and launched", this::launchCampaign),
                new Step("a lead arrives with its UTM and allows mail", this::captureLead),
                new Step("marketing finds it good and hands it over", this::handOver),
                new Step("sales accepts it", this::accept),
                new Step("it becomes a customer with a deal", this::convert),
                new Step("the deal passes the pipeline", this::passPipeline),
                new Step("the deal is won", this::win),
                new Step("the customer has trouble", this::openCase),
                new Step("nobody answers in time", this::missTheTime),
                new Step("the health falls and the owner gets a task", this::healthFalls),
                new Step("the case is solved", this::solve),
                new Step("the customer is content", this::answerSurvey),
                new Step("the health recovers", this::healthRecovers),
                new Step("the customer wants no more mail", this::withdrawConsent),
                new Step("everybody knows everything", this::settle));
    }

    // ---- marketing -------------------------------------------------------------------------------------------------

    private void launchCampaign() {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("name", "Campaign " + name);
        plan.put("type", "WEBINAR");
        plan.put("budgetedCost", 1000);
        plan.put("currency", "USD");
        plan.put("utm", Map.of("source", "newsletter", "medium", "email", "campaign", name));
        campaign = post(marketing, "/campaigns", plan, "campaign").expect(201).id();
        post(marketing, "/campaigns/" + campaign + "/approval", Map.of(), "approve").expect(200);
        post(marketing, "/campaigns/" + campaign + "/launch", Map.of(), "launch").expect(200);
        post(marketing, "/campaigns/" + campaign + "/costs",
                Map.of("amount", 500, "currency", "USD", "incurredOn", "2026-11-20", "description", "Speaker"), "cost").expect(201);
    }

    private void captureLead() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("firstName", "Ada");
        body.put("lastName", "Byron " + name);
        body.put("company", "Engines " + name);
        body.put("email", "ada@" + name + ".example");
        body.put("utm", Map.of("source", "newsletter", "medium", "email", "campaign", name));
        body.put("estimatedValue", 2500);
        body.put("currency", "USD");
        lead = post(marketing, "/leads?allowDuplicate=true", body, "lead").expect(201).id();
        Map<String, Object> consent = Map.of("personType", "LEAD", "personId", lead, "purpose", "newsletter", "channel", "EMAIL",
                "basis", "CONSENT", "source", "webinar", "proof", "ticked the box");
        // governance may hear of the lead a moment later than the person who was told its id
        eventually("the consent is written down", () -> post(marketing, "/consents", consent, "consent-" + Instant.now().toEpochMilli()).status() == 201);
    }

    private void handOver() {
        post(marketing, "/leads/" + lead + "/qualification", Map.of(), "qualify").expect(200);
        Map<String, Object> offer = Map.of("leadId", lead, "team", "sales-central",
                "answers", Map.of("need", "Fewer tools", "decider", "Ada", "timing", "This year"));
        handoff = post(marketing, "/handoffs", offer, "offer").expect(201).id();
    }

    // ---- sales -----------------------------------------------------------------------------------------------------

    private void accept() {
        post(rep, "/handoffs/" + handoff + "/acceptance", Map.of(), "accept").expect(200);
    }

    private void convert() {
        Map<String, Object> deal = Map.of("name", "First order of " + name, "amount", 2500, "currency", "USD", "closeDate", "2027-03-31");
        post(rep, "/leads/" + lead + "/conversion", Map.of("opportunity", deal), "convert").expect(202);
        JsonNode done = await("the lead is converted").atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> rep.getPersistently("/leads/" + lead + "/conversion").json(), state -> state.path("state").asText().equals("COMPLETED"));
        account = done.path("accountId").asText();
        contact = done.path("contactId").asText();
        opportunity = done.path("opportunityId").asText();
        change(admin, "/accounts/" + account, Map.of("type", "CUSTOMER", "customFields", Map.of("tier", TIER)));
    }

    private void passPipeline() {
        for (String stage : List.of("Qualification", "Needs Analysis", "Proposal", "Negotiation")) {
            move(stage, Map.of());
        }
    }

    private void win() {
        move("Closed Won", Map.of("winReason", "Best service", "buyingGoals", "Fewer tools", "successCriteria", "All in one system by June"));
    }

    private void move(String stage, Map<String, String> told) {
        Map<String, String> body = new LinkedHashMap<>(told);
        body.put("stageId", stageId(stage));
        post(rep, "/opportunities/" + opportunity + "/stage", body, "stage-" + stage.replace(' ', '-')).expect(200);
    }

    private String stageId(String stage) {
        for (JsonNode pipeline : rep.getPersistently("/pipelines").expect(200).json().path("items")) {
            for (JsonNode each : pipeline.path("stages")) {
                if (each.path("name").asText().equals(stage)) {
                    return each.path("id").asText();
                }
            }
        }
        throw new AssertionError("There is no stage " + stage);
    }

    // ---- support ---------------------------------------------------------------------------------------------------

    /** A policy that is broken within a minute, for customers of this tier alone; the first story makes it. */
    private void openCase() {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("name", "Within a minute");
        policy.put("accountTier", TIER);
        policy.put("responseMinutes", Map.of("low", 60, "normal", 60, "high", 60, "urgent", 1));
        policy.put("resolveMinutes", Map.of("low", 600, "normal", 600, "high", 600, "urgent", 600));
        Answer made = admin.postPersistently("/sla-policies", policy, "policy-" + name);
        if (made.status() != 409) {
            made.expect(201);
        }
        await("support knows the customer's tier").atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> supportKnowsTier());
        Map<String, Object> trouble = Map.of("subject", "Nothing works " + name, "priority", "URGENT", "type", "INCIDENT", "origin", "PHONE",
                "accountId", account, "contactId", contact, "externalId", name);
        supportCase = post(agent, "/cases", trouble, "case").expect(201).id();
    }

    private boolean supportKnowsTier() throws Exception {
        String sql = "select record -> 'customFields' ->> 'tier' from replica where record_type = 'account' and record_id = ?::uuid";
        try (var cases = platform.database("cases"); var query = cases.prepareStatement(sql)) {
            query.setString(1, account);
            try (var rows = query.executeQuery()) {
                return rows.next() && TIER.equals(rows.getString(1));
            }
        } catch (java.sql.SQLException away) {
            return false;
        }
    }

    private void missTheTime() {
        await("the SLA is breached").atMost(PATIENCE).pollInterval(Duration.ofMillis(500))
                .until(() -> agent.getPersistently("/cases/" + supportCase).expect(200).json().path("breaches").toString().contains("RESPONSE"));
    }

    private void healthFalls() {
        eventually("the account shows a lower band", () -> rep.getPersistently("/accounts/" + account).json().at("/health/band").asText().equals("YELLOW"));
        eventually("the owner has a task", () -> plans() == 1);
    }

    private long plans() {
        return rep.count("activities", "relatedTo==account:" + account + ";type==TASK;source==HEALTH");
    }

    private void solve() {
        post(agent, "/cases/" + supportCase + "/comments", Map.of("visibility", "PUBLIC", "text", "We are on it"), "comment").expect(201);
        change(agent, "/cases/" + supportCase, Map.of("status", "IN_PROGRESS"));
        post(agent, "/cases/" + supportCase + "/resolution", Map.of("resolution", "Turned on", "rootCause", "It was off"), "resolve").expect(200);
    }

    private void answerSurvey() {
        String[] link = new String[1];
        eventually("there is a link to the survey", () -> {
            link[0] = post(agent, "/cases/" + supportCase + "/survey", Map.of(), "survey").json().path("link").asText("");
            return !link[0].isEmpty();
        });
        String token = link[0].substring(link[0].lastIndexOf('/') + 1);
        Answer thanks = agent.postPersistently("/public/surveys/" + token, Map.of("score", 5, "comment", "Quick in the end"), "survey-answer-" + name);
        if (thanks.status() >= 300 && thanks.status() != 409 && thanks.status() != 410) {
            thanks.expect(204);
        }
    }

    private void healthRecovers() {
        eventually("the account is well again", () -> rep.getPersistently("/accounts/" + account).json().at("/health/band").asText().equals("GREEN"));
    }

    // ---- consent ---------------------------------------------------------------------------------------------------

    private void withdrawConsent() {
        eventually("the contact has what the lead allowed", () -> consentOf("/contacts/" + contact).contains("\"GIVEN\""));
        Map<String, Object> objection = Map.of("personType", "CONTACT", "personId", contact, "purpose", "newsletter", "channel", "EMAIL",
                "source", "phone");
        post(marketing, "/consents/withdrawals", objection, "withdraw").expect(200);
        eventually("the contact shows it", () -> consentOf("/contacts/" + contact).contains("\"WITHDRAWN\""));
    }

    private String consentOf(String path) {
        return admin.getPersistently(path).json().path("consents").toString();
    }

    private void settle() {
        eventually("governance has heard it all", () -> {
            JsonNode items = admin.getPersistently("/timeline?limit=200&accountId=" + account).json().path("items");
            return items.toString().contains("csat-received") && items.toString().contains("lead-captured") && items.toString().contains("consent-withdrawn");
        });
        eventually("the campaign is credited", () -> admin.getPersistently("/campaigns/" + campaign + "/roi").json()
                .at("/models/FIRST/wonRevenue").asDouble() == 2500);
    }

    // ---- small ways ------------------------------------------------------------------------------------------------

    private Answer post(Api who, String path, Object body, String key) {
        return who.postPersistently(path, body, name + "-" + key);
    }

    /** Until it is so; what the platform cannot say at the moment is asked again. */
    private static void eventually(String what, Callable<Boolean> so) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(so);
    }

    /** A change that is made once or more often and is the same each time. */
    private static void change(Api who, String path, Map<String, Object> patch) {
        byte[] body;
        try {
            body = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsBytes(patch);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        who.persistently("PATCH", path, body, "application/merge-patch+json", "If-Match", "*").expect(200);
    }
}

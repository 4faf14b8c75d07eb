package crm.leads.conversion;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.at;
import static crm.leads.testing.TestLeads.qualified;
import static crm.leads.testing.TestLeads.read;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.chassis.testing.TestEvents;
import crm.leads.lead.LeadStatus;
import crm.leads.testing.LeadsParts;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@LeadsParts
class LeadConversionTest {

    private static final String ACCEPTED = "crm.opportunities.lead-accepted.v1";
    private static final String REFUSED = "crm.opportunities.lead-refused.v1";
    private static final UUID ACCOUNT = UUID.fromString("019aa802-1c00-7000-8000-000000000002");
    private static final UUID CONTACT = UUID.fromString("019aa803-1c00-7000-8000-000000000003");
    private static final UUID OPPORTUNITY = UUID.fromString("019aa804-1c00-7000-8000-000000000004");

    private PublishedEvents published;
    private TestEvents opportunities;

    @BeforeEach
    void connect() {
        published = PublishedEvents.hear();
        opportunities = TestEvents.open();
    }

    @AfterEach
    void disconnect() throws IOException {
        opportunities.close();
        published.close();
    }

    @Test
    void aQualifiedLeadIsHandedOverWithAllThatIsKnown() {
        UUID lead = qualified();

        as("sales-rep").body("{\"accountId\":\"" + ACCOUNT + "\",\"opportunity\":{\"name\":\"Tools for Acme\",\"amount\":18000.25,"
                        + "\"currency\":\"EUR\",\"closeDate\":\"2027-01-31\"}}").post(at(lead, "conversion"))
                .then().statusCode(202)
                .header("Location", equalTo("/api/v1/leads/" + lead + "/conversion"))
                .body("state", equalTo("PENDING"))
                .body("requestedBy", equalTo("sales-rep"))
                .body("requestedAt", matchesPattern("\\d{4}-\\d{2}-\\d{2}T.*Z"))
                .body("$", not(hasKey("accountId")));

        JsonNode request = published.await(lead, "crm.leads.lead-conversion-requested.v1");
        assertThat(request.path("recordversion").asLong()).isEqualTo(2);
        JsonNode data = request.path("data");
        assertThat(data.path("conversionId").asText()).isEqualTo(conversionOf(lead).toString());
        assertThat(data.path("lead").path("id").asText()).isEqualTo(lead.toString());
        assertThat(data.path("lead").path("status").asText()).isEqualTo("QUALIFIED");
        assertThat(data.path("accountId").asText()).isEqualTo(ACCOUNT.toString());
        assertThat(data.has("contactId")).isFalse();
        assertThat(data.path("opportunity").path("amount").decimalValue()).isEqualByComparingTo("18000.25");
        assertThat(data.path("opportunity").path("closeDate").asText()).isEqualTo("2027-01-31");
        assertThat(data.path("requestedBy").asText()).isEqualTo("sales-rep");
        assertThat(published.typesAbout(lead)).containsExactly("lead-changed.v1", "lead-conversion-requested.v1");
    }

    @Test
    void anAcceptedLeadIsConverted() {
        UUID lead = qualified();
        UUID conversion = request(lead);

        opportunities.publish(ACCEPTED, accepted(lead, conversion));

        published.await(lead, "crm.leads.lead-converted.v1");
        as("sales-rep").get(at(lead, "conversion")).then().statusCode(200)
                .body("state", equalTo("COMPLETED"))
                .body("accountId", equalTo(ACCOUNT.toString()))
                .body("contactId", equalTo(CONTACT.toString()))
                .body("opportunityId", equalTo(OPPORTUNITY.toString()))
                .body("$", hasKey("finishedAt"));
        read(lead).then()
                .body("status", equalTo("CONVERTED"))
                .body("conversionState", equalTo("COMPLETED"))
                .body("convertedAccountId", equalTo(ACCOUNT.toString()))
                .body("convertedContactId", equalTo(CONTACT.toString()))
                .body("convertedOpportunityId", equalTo(OPPORTUNITY.toString()))
                .body("$", hasKey("convertedAt"))
                .body("version", equalTo(3));
        as("sales-rep").body("{}").post(at(lead, "conversion")).then().statusCode(409)
                .body("type", equalTo("urn:crm:problem:lead-already-converted"))
                .body("opportunityId", equalTo(OPPORTUNITY.toString()));
        as("sales-rep").header("If-Match", "*").body("{\"rating\":\"HOT\"}").patch(LEADS + "/" + lead).then().statusCode(409)
                .body("type", equalTo("urn:crm:problem:lead-already-converted"));
    }

    @Test
    void aRefusedLeadStaysQualifiedWithTheReasonAndMayBeTriedAgain() {
        UUID lead = qualified();
        UUID first = request(lead);
        opportunities.publish(REFUSED, refused(lead, first, "The account is archived."));
        JsonNode told = published.await(lead, "crm.leads.lead-conversion-rejected.v1");
        assertThat(told.path("data").path("conversionId").asText()).isEqualTo(first.toString());
        assertThat(told.path("data").path("reason").asText()).isEqualTo("The account is archived.");

        as("sales-rep").get(at(lead, "conversion")).then().body("state", equalTo("REJECTED")).body("reason", equalTo("The account is archived."));
        read(lead).then().body("status", equalTo("QUALIFIED")).body("statusReason", equalTo("The account is archived."));

        UUID second = request(lead);
        assertThat(second).isNotEqualTo(first);
        read(lead).then().body("$", not(hasKey("statusReason")));
        opportunities.publish(ACCEPTED, accepted(lead, second));
        published.await(lead, "crm.leads.lead-converted.v1");
    }

    @Test
    void askingAgainWhilePendingAnswersTheSameConversion() {
        UUID lead = qualified();

        List<String> ids = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> as("sales-rep").body("{}").post(at(lead, "conversion"))))
                .toList().stream().map(CompletableFuture::join)
                .peek(answer -> assertThat(answer.statusCode()).isEqualTo(202))
                .map(answer -> answer.jsonPath().getString("id")).distinct().toList();

        assertThat(ids).hasSize(1);
        opportunities.publish(REFUSED, refused(lead, UUID.fromString(ids.get(0)), "no"));
        published.await(lead, "crm.leads.lead-conversion-rejected.v1");
        assertThat(published.typesAbout(lead)).filteredOn("lead-conversion-requested.v1"::equals).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"QUALIFIED", "CONVERTED"}, value = LeadStatus.class)
    void onlyAQualifiedLeadIsConverted(LeadStatus status) {
        UUID lead = stored("sales-rep", "sales-central", status.name());

        as("sales-rep").body("{}").post(at(lead, "conversion")).then().statusCode(409)
                .body("type", equalTo("urn:crm:problem:lead-not-qualified"))
                .body("currentStatus", equalTo(status.name()));
        as("sales-rep").get(at(lead, "conversion")).then().statusCode(404);
    }

    @Test
    void whileItIsBeingConvertedALeadRefusesEverythingElse() {
        UUID lead = qualified();
        request(lead);
        Map<String, BiFunction<UUID, String, Response>> changes = Map.of(
                "patch", (id, user) -> as(user).header("If-Match", "*").body("{\"rating\":\"HOT\"}").patch(LEADS + "/" + id),
                "archive", (id, user) -> as(user).header("If-Match", "*").delete(LEADS + "/" + id),
                "assignment", (id, user) -> as(user).body("{\"owner\":\"sales-rep-2\"}").post(at(id, "assignment")),
                "disqualification", (id, user) -> as(user).body("{\"reason\":\"r\"}").post(at(id, "disqualification")));

        changes.forEach((name, change) -> {
            Response answer = change.apply(lead, "crm-admin");
            assertThat(answer.statusCode()).as(name).isEqualTo(409);
            assertThat(answer.jsonPath().getString("type")).as(name).isEqualTo("urn:crm:problem:conversion-pending");
        });
        read(lead).then().body("version", equalTo(2));
    }

    @Test
    void oneAnswerDeliveredTenTimesConvertsOnce() {
        UUID lead = qualified();
        UUID conversion = request(lead);
        String answer = accepted(lead, conversion);

        IntStream.range(0, 5).forEach(i -> opportunities.publish(ACCEPTED, answer));
        IntStream.range(0, 5).forEach(i -> opportunities.publish(ACCEPTED, accepted(lead, conversion)));

        settle();
        read(lead).then().body("version", equalTo(3)).body("status", equalTo("CONVERTED"));
        assertThat(published.typesAbout(lead)).filteredOn("lead-converted.v1"::equals).hasSize(1);
    }

    /** Answers as they may come in any order and number; the first one to the pending attempt counts. */
    @ParameterizedTest
    @ValueSource(strings = {"accept,refuse", "accept,accept,refuse", "refuse,accept", "refuse,refuse,accept"})
    void theFirstAnswerCounts(String answers) {
        UUID lead = qualified();
        UUID conversion = request(lead);

        Stream.of(answers.split(",")).forEach(answer -> opportunities.publish(answer.equals("accept") ? ACCEPTED : REFUSED,
                answer.equals("accept") ? accepted(lead, conversion) : refused(lead, conversion, "no")));

        settle();
        read(lead).then().body("version", equalTo(3)).body("status", equalTo(answers.startsWith("accept") ? "CONVERTED" : "QUALIFIED"));
        as("sales-rep").get(at(lead, "conversion")).then().body("state", equalTo(answers.startsWith("accept") ? "COMPLETED" : "REJECTED"));
    }

    @Test
    void aLateAnswerToAnEarlierAttemptChangesNothing() {
        UUID lead = qualified();
        UUID first = request(lead);
        opportunities.publish(REFUSED, refused(lead, first, "no"));
        published.await(lead, "crm.leads.lead-conversion-rejected.v1");
        UUID second = request(lead);

        opportunities.publish(ACCEPTED, accepted(lead, first));
        opportunities.publish(REFUSED, refused(lead, first, "late"));
        settle();

        as("sales-rep").get(at(lead, "conversion")).then().body("id", equalTo(second.toString())).body("state", equalTo("PENDING"));
        opportunities.publish(ACCEPTED, accepted(lead, second));
        published.await(lead, "crm.leads.lead-converted.v1");
        read(lead).then().body("status", equalTo("CONVERTED"));
    }

    @Test
    void answersThatNobodyAskedForStopNothing() {
        UUID lead = qualified();
        UUID conversion = request(lead);

        opportunities.publish(ACCEPTED, accepted(lead, UUID.randomUUID()));
        opportunities.publish(ACCEPTED, accepted(UUID.randomUUID(), conversion));
        opportunities.publish(ACCEPTED, TestEvents.event(ACCEPTED, lead, 1, "{}"));
        opportunities.publish(ACCEPTED, "not even JSON");
        settle();

        read(lead).then().body("version", equalTo(2));
        opportunities.publish(ACCEPTED, accepted(lead, conversion));
        published.await(lead, "crm.leads.lead-converted.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"accountId\":\"acme\"}", "{\"opportunity\":{\"amount\":-1}}", "{\"opportunity\":{\"amount\":1.00001}}",
        "{\"opportunity\":{\"closeDate\":\"31.1.2027\"}}", "{\"opportunity\":{\"currency\":\"Euro\"}}", "{\"opportunity\":{\"colour\":\"red\"}}"})
    void aWishThatDoesNotFitIsRefused(String body) {
        UUID lead = qualified();

        as("sales-rep").body(body).post(at(lead, "conversion")).then().statusCode(422);
        read(lead).then().body("version", equalTo(1));
    }

    /** Returns once everything published before was handled: a refusal sent last to a lead of its own has arrived. */
    private void settle() {
        UUID marker = qualified();
        opportunities.publish(REFUSED, refused(marker, request(marker), "marker"));
        published.await(marker, "crm.leads.lead-conversion-rejected.v1");
        Awaitility.await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(5)).until(() -> true);
    }

    private static UUID request(UUID lead) {
        return UUID.fromString(as("sales-rep").body("{}").post(at(lead, "conversion")).then().statusCode(202).extract().path("id"));
    }

    private static UUID conversionOf(UUID lead) {
        return UUID.fromString(as("sales-rep").get(at(lead, "conversion")).then().statusCode(200).extract().path("id"));
    }

    private static String accepted(UUID lead, UUID conversion) {
        return TestEvents.event(ACCEPTED, lead, 1, """
                {"leadId":"%s","conversionId":"%s","accountId":"%s","contactId":"%s","opportunityId":"%s","accountCreated":true,
                 "contactCreated":true,"opportunityCreated":true}""".formatted(lead, conversion, ACCOUNT, CONTACT, OPPORTUNITY));
    }

    private static String refused(UUID lead, UUID conversion, String reason) {
        return TestEvents.event(REFUSED, lead, 1, "{\"leadId\":\"%s\",\"conversionId\":\"%s\",\"reason\":\"%s\"}".formatted(lead, conversion, reason));
    }
}

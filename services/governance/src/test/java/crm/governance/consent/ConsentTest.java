package crm.governance.consent;

import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import crm.governance.testing.GovernanceParts;
import crm.governance.testing.Owner;
import crm.governance.testing.Told;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@GovernanceParts
class ConsentTest {

    private static final String CONSENTS = "/api/v1/consents";

    @Test
    void whatIsGivenIsAllowedUntilItIsWithdrawnAndTheLedgerKeepsBoth() {
        UUID contact = UUID.randomUUID();
        check("CONTACT", contact, "MARKETING", "EMAIL").body("allowed", equalTo(false)).body("entry", nullValue());

        JsonPath given = give("CONTACT", contact, "marketing", "EMAIL", "CONSENT", ",\"proof\":\"Ticked the box\",\"source\":\"web form\"")
                .statusCode(201).header("Location", startsWith(CONSENTS)).body("number", equalTo(1)).extract().jsonPath();
        check("CONTACT", contact, "MARKETING", "EMAIL").body("allowed", equalTo(true)).body("entry.id", equalTo(given.getString("id")))
                .body("entry.proof", equalTo("Ticked the box"));
        check("CONTACT", contact, "MARKETING", "PHONE").body("allowed", equalTo(false));
        check("CONTACT", contact, "RESEARCH", "EMAIL").body("allowed", equalTo(false));

        as("support-agent").body("{\"source\":\"telephone\"}").post(CONSENTS + "/" + given.getString("id") + "/withdrawal").then().statusCode(201)
                .body("state", equalTo("WITHDRAWN")).body("number", equalTo(2)).body("endsId", equalTo(given.getString("id")));
        check("CONTACT", contact, "MARKETING", "EMAIL").body("allowed", equalTo(false)).body("entry.state", equalTo("WITHDRAWN"));
        as("support-agent").body("{}").post(CONSENTS + "/" + given.getString("id") + "/withdrawal").then().statusCode(409)
                .body("type", equalTo("urn:crm:problem:consent-not-given"));

        of("CONTACT", contact).body("items.state", contains("WITHDRAWN", "GIVEN")).body("items.number", contains(2, 1))
                .body("summary", hasSize(1)).body("summary[0].state", equalTo("WITHDRAWN"));
    }

    @Test
    void theNewestWordCountsWhetherItIsAboutOneChannelOrAny() {
        UUID lead = UUID.randomUUID();
        give("LEAD", lead, "MARKETING", "ANY", "CONSENT", "").statusCode(201);
        check("LEAD", lead, "MARKETING", "SMS").body("allowed", equalTo(true));

        withdraw("LEAD", lead, "MARKETING", "EMAIL").statusCode(200).body("", hasSize(1)).body("[0].channel", equalTo("EMAIL"));
        check("LEAD", lead, "MARKETING", "EMAIL").body("allowed", equalTo(false));
        check("LEAD", lead, "MARKETING", "SMS").body("allowed", equalTo(true));

        give("LEAD", lead, "MARKETING", "PHONE", "LEGITIMATE_INTEREST", "").statusCode(201);
        give("LEAD", lead, "MARKETING", "PHONE", "CONTRACT", "").statusCode(201);
        withdraw("LEAD", lead, "MARKETING", "ANY").statusCode(200).body("basis", contains("CONSENT", "LEGITIMATE_INTEREST"));
        check("LEAD", lead, "MARKETING", "SMS").body("allowed", equalTo(false));
        check("LEAD", lead, "MARKETING", "PHONE").body("allowed", equalTo(true)).body("standing.basis", equalTo("CONTRACT"));
    }

    @Test
    void anObjectionWithoutAnythingGivenIsWrittenDown() {
        UUID contact = UUID.randomUUID();

        withdraw("CONTACT", contact, "MARKETING", "EMAIL").statusCode(200).body("[0].state", equalTo("WITHDRAWN")).body("[0].basis", equalTo("CONSENT"));

        check("CONTACT", contact, "MARKETING", "EMAIL").body("allowed", equalTo(false)).body("standing.state", equalTo("WITHDRAWN"));
    }

    @Test
    void whatEndsIsToldOnceAndDecidesAtOnce() {
        UUID contact = UUID.randomUUID();
        give("CONTACT", contact, "MARKETING", "EMAIL", "CONSENT", ",\"validUntil\":\"" + Instant.now().plusMillis(1500) + "\"").statusCode(201);

        await().untilAsserted(() -> check("CONTACT", contact, "MARKETING", "EMAIL").body("allowed", equalTo(false)));
        await().untilAsserted(() -> of("CONTACT", contact).body("items.state", contains("EXPIRED", "GIVEN")));

        await().during(java.time.Duration.ofSeconds(3)).atMost(java.time.Duration.ofSeconds(5))
                .untilAsserted(() -> of("CONTACT", contact).body("items", hasSize(2)));
        assertThat(Owner.reads("select string_agg(type, ',') from audit_entry where record_id = '" + contact + "' and type like '%expired%'"))
                .isEqualTo("crm.governance.consent-expired.v1");
    }

    @Test
    void manyAtOnceAreNumberedWithoutAGapAndToldInThatOrder() {
        UUID contact = UUID.randomUUID();
        List<Integer> statuses = java.util.stream.IntStream.range(0, 12).parallel()
                .mapToObj(each -> give("CONTACT", contact, "P" + each, "EMAIL", "CONSENT", "").extract().statusCode()).toList();

        assertThat(statuses).containsOnly(201);
        assertThat(Owner.reads("select string_agg(number::text, ',' order by number) from consent_entry where person_id = '" + contact + "'"))
                .isEqualTo("1,2,3,4,5,6,7,8,9,10,11,12");
        await().until(() -> Owner.reads("select string_agg(record_version || ':' || json_array_length(data->'summary'), ',' order by position)"
                + " from audit_entry where record_id = '" + contact + "'"), "1:1,2:2,3:3,4:4,5:5,6:6,7:7,8:8,9:9,10:10,11:11,12:12"::equals);
    }

    @Test
    void theSameRequestWithAKeyIsDoneOnce() {
        UUID contact = UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        String body = body("CONTACT", contact, "MARKETING", "EMAIL", "CONSENT", "");

        String first = as("marketer").header("Idempotency-Key", key).body(body).post(CONSENTS).then().statusCode(201).extract().path("id");
        String second = as("marketer").header("Idempotency-Key", key).body(body).post(CONSENTS).then().statusCode(201).extract().path("id");

        assertThat(second).isEqualTo(first);
        of("CONTACT", contact).body("items", hasSize(1));
    }

    @Test
    void theContactInheritsWhatItSaidAsALeadOnceHoweverOftenTheConversionIsHeard() {
        UUID lead = UUID.randomUUID();
        UUID contact = UUID.randomUUID();
        String given = give("LEAD", lead, "MARKETING", "EMAIL", "CONSENT", ",\"proof\":\"Said so\"").statusCode(201).extract().path("id");
        withdraw("LEAD", lead, "MARKETING", "PHONE").statusCode(200);
        String converted = Told.event("crm.leads.lead-converted.v1", lead, 4, "2026-11-21T19:00:00Z", "{\"leadId\":\"" + lead + "\",\"accountId\":\""
                + UUID.randomUUID() + "\",\"contactId\":\"" + contact + "\",\"opportunityId\":\"" + UUID.randomUUID() + "\"}");

        Told.publish(converted, converted, converted.replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"" + UUID.randomUUID() + "\""));

        await().untilAsserted(() -> of("CONTACT", contact).body("items.state", contains("WITHDRAWN", "GIVEN")));
        of("CONTACT", contact).body("items[1].inheritedFrom", equalTo(given)).body("items[1].proof", equalTo("Said so"));
        check("CONTACT", contact, "MARKETING", "EMAIL").body("allowed", equalTo(true));
        check("CONTACT", contact, "MARKETING", "PHONE").body("allowed", equalTo(false));

        withdraw("LEAD", lead, "MARKETING", "EMAIL").statusCode(200);
        check("CONTACT", contact, "MARKETING", "EMAIL").body("allowed", equalTo(false));
        await().during(java.time.Duration.ofSeconds(2)).atMost(java.time.Duration.ofSeconds(4))
                .untilAsserted(() -> of("CONTACT", contact).body("items", hasSize(3)));
    }

    @Test
    void whatTheContactSaidLaterIsWorthMoreThanWhatItSaidAsALead() {
        UUID lead = UUID.randomUUID();
        UUID contact = UUID.randomUUID();
        give("LEAD", lead, "MARKETING", "EMAIL", "CONSENT", "").statusCode(201);
        withdraw("CONTACT", contact, "MARKETING", "EMAIL").statusCode(200);

        Told.publish(Told.event("crm.leads.lead-converted.v1", lead, 4, "2026-11-21T19:00:00Z", "{\"leadId\":\"" + lead + "\",\"accountId\":\""
                + UUID.randomUUID() + "\",\"contactId\":\"" + contact + "\",\"opportunityId\":\"" + UUID.randomUUID() + "\"}"));

        await().until(() -> Owner.reads("select settled from consent_heir where lead_id = '" + lead + "'"), "t"::equals);
        check("CONTACT", contact, "MARKETING", "EMAIL").body("allowed", equalTo(false));
    }

    @Test
    void theLedgerIsOnlyEverAddedTo() {
        UUID contact = UUID.randomUUID();
        give("CONTACT", contact, "MARKETING", "EMAIL", "CONSENT", "").statusCode(201);

        assertThatThrownBy(() -> Owner.does("update consent_entry set state = 'GIVEN' where person_id = '" + contact + "'")).hasMessageContaining("only ever added to");
        assertThatThrownBy(() -> Owner.does("delete from consent_entry where person_id = '" + contact + "'")).hasMessageContaining("only ever added to");
    }

    @Test
    void whatCannotBeSaidIsRefused() {
        UUID contact = UUID.randomUUID();
        give("CONTACT", contact, "MARKETING", "EMAIL", "WISH", "").statusCode(422).body("errors[0].pointer", equalTo("/basis"));
        give("PERSON", contact, "MARKETING", "EMAIL", "CONSENT", "").statusCode(422).body("errors[0].pointer", equalTo("/personType"));
        give("CONTACT", contact, "!", "EMAIL", "CONSENT", "").statusCode(422).body("errors[0].pointer", equalTo("/purpose"));
        give("CONTACT", contact, "MARKETING", "EMAIL", "CONSENT", ",\"validUntil\":\"2020-01-01T00:00:00Z\"").statusCode(422).body("errors[0].pointer", equalTo("/validUntil"));
        give("CONTACT", contact, "MARKETING", "EMAIL", "CONSENT", ",\"at\":\"2199-01-01T00:00:00Z\"").statusCode(422).body("errors[0].pointer", equalTo("/at"));
        give("CONTACT", contact, "MARKETING", "EMAIL", "CONSENT", ",\"mood\":\"good\"").statusCode(400);
        as("marketer").body("{\"personType\":\"LEAD\"}").post(CONSENTS).then().statusCode(422);
        as("crm-admin").get(CONSENTS).then().statusCode(400);
        as("crm-admin").queryParam("personType", "LEAD").queryParam("personId", contact).queryParam("purpose", "MARKETING").get(CONSENTS + "/check").then().statusCode(400);
        as("crm-admin").get(CONSENTS + "/" + UUID.randomUUID()).then().statusCode(404);
        as("crm-admin").body("{}").post(CONSENTS + "/" + UUID.randomUUID() + "/withdrawal").then().statusCode(404);
    }

    private static ValidatableResponse give(String personType, UUID person, String purpose, String channel, String basis, String more) {
        return as("marketer").body(body(personType, person, purpose, channel, basis, more)).post(CONSENTS).then();
    }

    private static String body(String personType, UUID person, String purpose, String channel, String basis, String more) {
        return "{\"personType\":\"%s\",\"personId\":\"%s\",\"purpose\":\"%s\",\"channel\":\"%s\",\"basis\":\"%s\"%s}"
                .formatted(personType, person, purpose, channel, basis, more);
    }

    private static ValidatableResponse withdraw(String personType, UUID person, String purpose, String channel) {
        return as("marketer").body("{\"personType\":\"%s\",\"personId\":\"%s\",\"purpose\":\"%s\",\"channel\":\"%s\"}".formatted(personType, person, purpose, channel))
                .post(CONSENTS + "/withdrawals").then();
    }

    private static ValidatableResponse of(String personType, UUID person) {
        return as("crm-admin").queryParam("personType", personType).queryParam("personId", person).get(CONSENTS).then().statusCode(200);
    }

    private static ValidatableResponse check(String personType, UUID person, String purpose, String channel) {
        return as("crm-admin").queryParam("personType", personType).queryParam("personId", person).queryParam("purpose", purpose)
                .queryParam("channel", channel).get(CONSENTS + "/check").then().statusCode(200);
    }
}

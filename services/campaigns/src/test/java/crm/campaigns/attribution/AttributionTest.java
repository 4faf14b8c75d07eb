package crm.campaigns.attribution;

import static crm.campaigns.attribution.Deals.opportunity;
import static crm.campaigns.attribution.Deals.touch;
import static crm.campaigns.testing.TestCampaigns.at;
import static crm.campaigns.testing.TestCampaigns.json;
import static crm.campaigns.testing.TestCampaigns.known;
import static crm.campaigns.testing.TestCampaigns.planned;
import static crm.campaigns.testing.TestCampaigns.run;
import static crm.campaigns.testing.TestCampaigns.stored;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.testing.CampaignsParts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each test looks at a year of its own, since all share one database. */
@CampaignsParts
class AttributionTest {

    private static final String ATTRIBUTION = "/api/v1/attribution";

    private record Touched(UUID campaign, UUID person, String at, String key) {}

    private record Deal(UUID id, BigDecimal amount, String createdAt, boolean won, Set<UUID> people) {}

    @Test
    void whatCannotBeDividedGoesToTheEarliestAndAllAddsUp() {
        UUID lead = UUID.randomUUID();
        UUID a = stored("marketer", "marketing", "ACTIVE");
        UUID b = stored("marketer", "marketing", "ACTIVE");
        UUID c = stored("marketer", "marketing", "ACTIVE");
        touch(a, lead, null, "1990-01-01T00:00:00Z", "a" + lead);
        touch(b, lead, null, "1990-01-02T00:00:00Z", "b" + lead);
        touch(c, lead, null, "1990-01-03T00:00:00Z", "c" + lead);
        touch(c, lead, null, "1990-06-03T00:00:00Z", "late" + lead);
        opportunity("x", "1990-02-01T00:00:00Z", new BigDecimal("100.0001"), ",\"originalLeadId\":\"" + lead + "\"");
        opportunity("x", "1990-02-02T00:00:00Z", new BigDecimal("7"), "");

        JsonNode linear = asked("LINEAR", "ALL", "1990");
        JsonNode first = asked("FIRST", "ALL", "1990");
        JsonNode last = asked("LAST", "ALL", "1990");

        assertThat(credit(linear, a, "amountBase")).isEqualByComparingTo("33.3334");
        assertThat(credit(linear, b, "amountBase")).isEqualByComparingTo("33.3334");
        assertThat(credit(linear, c, "amountBase")).isEqualByComparingTo("33.3333");
        assertThat(credit(linear, a, "count")).isEqualByComparingTo("0.3334");
        assertThat(credit(linear, c, "count")).isEqualByComparingTo("0.3333");
        assertThat(credit(first, a, "amountBase")).isEqualByComparingTo("100.0001");
        assertThat(first.path("items")).hasSize(1);
        assertThat(credit(last, c, "amountBase")).isEqualByComparingTo("100.0001");
        assertThat(linear.path("unattributed").path("amountBase").decimalValue()).isEqualByComparingTo("7");
        assertThat(linear.path("unattributed").path("opportunities")).hasSize(1);
        assertThat(linear.path("total").path("amountBase").decimalValue()).isEqualByComparingTo("107.0001");
        assertThat(linear.path("total").path("count").decimalValue()).isEqualByComparingTo("2");
        assertThat(linear.path("currency").asText()).isEqualTo("USD");
    }

    @Test
    void thePeopleBehindADealAreItsLeadItsContactsAndWhatTheyWere() {
        UUID campaign = stored("marketer", "marketing", "ACTIVE");
        UUID lead = UUID.randomUUID();
        UUID contact = UUID.randomUUID();
        UUID helper = UUID.randomUUID();
        touch(campaign, lead, null, "1991-01-01T00:00:00Z", "p" + lead);
        touch(campaign, null, helper, "1991-01-01T00:00:00Z", "p" + helper);
        UUID byLink = opportunity("x", "1991-03-01T00:00:00Z", BigDecimal.ONE, "");
        run("insert into lead_link (lead_id, contact_id, opportunity_id) values (?, ?, ?)", lead, contact, byLink);
        opportunity("x", "1991-03-02T00:00:00Z", BigDecimal.TEN, ",\"primaryContactId\":\"" + contact + "\"");
        opportunity("x", "1991-03-03T00:00:00Z", new BigDecimal("100"), ",\"contactRoles\":[{\"contactId\":\"" + helper + "\"}]");

        assertThat(credit(asked("FIRST", "ALL", "1991"), campaign, "amountBase")).isEqualByComparingTo("111");
    }

    @Test
    void whichCampaignsDriveTheMostQualifiedOpportunitiesIsOneCall() {
        UUID many = stored("marketer", "marketing", "ACTIVE");
        UUID few = stored("marketer", "marketing", "ACTIVE");
        for (int i = 0; i < 3; i++) {
            UUID lead = qualified("1992-05-0" + (i + 1) + "T00:00:00Z", "QUALIFIED");
            touch(i < 2 ? many : few, lead, null, "1992-04-01T00:00:00Z", "q" + lead);
        }
        UUID converted = qualified("1992-05-05T00:00:00Z", "CONVERTED");
        touch(many, converted, null, "1992-04-01T00:00:00Z", "q" + converted);
        opportunity("x", "1992-05-06T00:00:00Z", new BigDecimal("500"), ",\"originalLeadId\":\"" + converted + "\"");
        qualified("1992-05-05T00:00:00Z", "UNQUALIFIED");
        qualified("1992-05-05T00:00:00Z", "QUALIFIED");

        JsonNode answer = asked("FIRST", "QUALIFIED", "1992");

        assertThat(answer.path("items").get(0).path("campaignId").asText()).isEqualTo(many.toString());
        assertThat(answer.path("items").get(0).path("name").asText()).isEqualTo("Stored " + many);
        assertThat(credit(answer, many, "count")).isEqualByComparingTo("3");
        assertThat(credit(answer, many, "amountBase")).isEqualByComparingTo("500");
        assertThat(credit(answer, few, "count")).isEqualByComparingTo("1");
        assertThat(answer.path("unattributed").path("count").asInt()).isEqualTo(1);
        assertThat(answer.path("unattributed").path("opportunities").get(0).path("kind").asText()).isEqualTo("LEAD");
        assertThat(answer.path("total").path("count").asInt()).isEqualTo(5);
    }

    @Test
    void salesIsToldOfItsOwnDealsOnly() {
        UUID campaign = stored("marketer", "marketing", "ACTIVE");
        for (String owner : List.of("sales-rep", "sales-rep-2")) {
            UUID lead = UUID.randomUUID();
            touch(campaign, lead, null, "1993-01-01T00:00:00Z", "s" + lead);
            opportunity(owner, "1993-02-01T00:00:00Z", BigDecimal.TEN, ",\"team\":\"" + (owner.equals("sales-rep") ? "sales-central" : "sales-east")
                    + "\",\"originalLeadId\":\"" + lead + "\"");
        }

        assertThat(credit(asked("sales-rep", "FIRST", "ALL", "1993"), campaign, "amountBase")).isEqualByComparingTo("10");
        assertThat(credit(asked("sales-manager", "FIRST", "ALL", "1993"), campaign, "amountBase")).isEqualByComparingTo("20");
        assertThat(credit(asked("marketer", "FIRST", "ALL", "1993"), campaign, "amountBase")).isEqualByComparingTo("20");
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        as("marketer").queryParam("model", "MAGIC").get(ATTRIBUTION).then().statusCode(400);
        as("marketer").queryParam("stage", "DREAMT").get(ATTRIBUTION).then().statusCode(400);
        as("marketer").queryParam("groupBy", "owner").get(ATTRIBUTION).then().statusCode(400);
        as("marketer").queryParam("from", "yesterday").get(ATTRIBUTION).then().statusCode(400);
        as("marketer").queryParam("from", "2026-02-01").queryParam("to", "2026-01-01").get(ATTRIBUTION).then().statusCode(400);
    }

    /** 60 random deals with up to 6 touches by up to 4 people, against the plain definition. */
    @ParameterizedTest
    @EnumSource(Model.class)
    void itAgreesWithThePlainDefinition(Model model) {
        Random random = new Random(42 + model.ordinal());
        String year = Integer.toString(1970 + model.ordinal());
        List<UUID> campaigns = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            campaigns.add(stored("marketer", "marketing", "ACTIVE"));
        }
        List<Touched> touches = new ArrayList<>();
        List<Deal> deals = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            UUID lead = UUID.randomUUID();
            UUID contact = UUID.randomUUID();
            Set<UUID> people = new LinkedHashSet<>(List.of(lead, contact));
            for (int j = random.nextInt(7); j > 0; j--) {
                UUID person = random.nextBoolean() ? lead : contact;
                String at = year + "-0" + (1 + random.nextInt(9)) + "-0" + (1 + random.nextInt(3)) + "T00:00:00Z";
                String key = "r" + UUID.randomUUID();
                UUID campaign = campaigns.get(random.nextInt(5));
                touch(campaign, person.equals(lead) ? lead : null, person.equals(lead) ? null : contact, at, key);
                touches.add(new Touched(campaign, person, at, key));
            }
            boolean won = random.nextBoolean();
            BigDecimal amount = BigDecimal.valueOf(random.nextInt(10_000_000) - 1_000_000, 4);
            String createdAt = year + "-0" + (1 + random.nextInt(9)) + "-02T00:00:00Z";
            UUID id = opportunity("x", createdAt, amount, (won ? ",\"closedAt\":\"" + year + "-12-01T00:00:00Z\",\"forecastCategory\":\"CLOSED\"" : "")
                    + ",\"originalLeadId\":\"" + lead + "\",\"primaryContactId\":\"" + contact + "\"");
            deals.add(new Deal(id, amount, createdAt, won, people));
        }
        for (Stage stage : List.of(Stage.ALL, Stage.OPEN, Stage.WON)) {
            JsonNode answer = asked(model.name(), stage.name(), year);
            List<Deal> looked = deals.stream().filter(deal -> stage == Stage.ALL || deal.won() == (stage == Stage.WON)).toList();
            Map<UUID, BigDecimal> expected = plainCredits(model, looked, touches);
            Map<UUID, BigDecimal> told = new TreeMap<>();
            BigDecimal sum = answer.path("unattributed").path("amountBase").decimalValue();
            BigDecimal count = answer.path("unattributed").path("count").decimalValue();
            for (JsonNode item : answer.path("items")) {
                told.put(UUID.fromString(item.path("campaignId").asText()), item.path("amountBase").decimalValue().stripTrailingZeros());
                sum = sum.add(item.path("amountBase").decimalValue());
                count = count.add(item.path("count").decimalValue());
            }

            assertThat(told).as(model + " " + stage).isEqualTo(expected);
            assertThat(sum).isEqualByComparingTo(looked.stream().map(Deal::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(answer.path("total").path("amountBase").decimalValue());
            assertThat(count).isEqualByComparingTo(BigDecimal.valueOf(looked.size()));
        }
    }

    private static Map<UUID, BigDecimal> plainCredits(Model model, List<Deal> deals, List<Touched> touches) {
        Map<UUID, BigDecimal> credits = new HashMap<>();
        for (Deal deal : deals) {
            List<Touched> counted = touches.stream()
                    .filter(touch -> deal.people().contains(touch.person()) && !Instant.parse(touch.at()).isAfter(Instant.parse(deal.createdAt())))
                    .sorted(Comparator.comparing(Touched::at).thenComparing(touch -> touch.campaign().toString()).thenComparing(Touched::key)).toList();
            if (counted.isEmpty()) {
                continue;
            }
            if (model == Model.U_SHAPED || model == Model.TIME_DECAY) {
                weighedCredits(counted, touch -> model == Model.U_SHAPED ? endsCountMore(counted, touch) : decayed(counted, touch), deal, credits);
                continue;
            }
            if (model != Model.LINEAR) {
                credits.merge(counted.get(model == Model.FIRST ? 0 : counted.size() - 1).campaign(), deal.amount(), BigDecimal::add);
                continue;
            }
            long units = deal.amount().movePointRight(4).longValueExact();
            long part = units / counted.size();
            long left = Math.abs(units - part * counted.size());
            for (int i = 0; i < counted.size(); i++) {
                credits.merge(counted.get(i).campaign(), BigDecimal.valueOf(part + (i < left ? Long.signum(units) : 0), 4), BigDecimal::add);
            }
        }
        Map<UUID, BigDecimal> stripped = new TreeMap<>();
        credits.forEach((campaign, credit) -> stripped.put(campaign, credit.stripTrailingZeros()));
        return stripped;
    }

    private static void weighedCredits(List<Touched> counted, ToLongFunction<Touched> weight, Deal deal, Map<UUID, BigDecimal> credits) {
        BigInteger units = deal.amount().movePointRight(4).toBigIntegerExact();
        BigInteger all = BigInteger.valueOf(counted.stream().mapToLong(weight).sum());
        BigInteger weights = BigInteger.ZERO;
        BigInteger given = BigInteger.ZERO;
        for (Touched touch : counted) {
            weights = weights.add(BigInteger.valueOf(weight.applyAsLong(touch)));
            BigInteger upToHere = units.multiply(weights).divide(all);
            credits.merge(touch.campaign(), new BigDecimal(upToHere.subtract(given), 4), BigDecimal::add);
            given = upToHere;
        }
    }

    private static long endsCountMore(List<Touched> counted, Touched touch) {
        boolean end = touch == counted.get(0) || touch == counted.get(counted.size() - 1);
        return counted.size() > 2 && end ? 2L * (counted.size() - 2) : 1;
    }

    private static long decayed(List<Touched> counted, Touched touch) {
        long days = Duration.between(Instant.parse(touch.at()), Instant.parse(counted.get(counted.size() - 1).at())).toDays();
        return Math.max(1, Math.round(1e6 * Math.pow(2, -Math.min(20, days / 7.0))));
    }

    @Test
    void theEndsOfAWayOrWhatCameLateCountMore() {
        UUID lead = UUID.randomUUID();
        List<UUID> campaigns = new ArrayList<>();
        for (int day : List.of(1, 8, 9, 15)) {
            UUID campaign = stored("marketer", "marketing", "ACTIVE");
            touch(campaign, lead, null, "1998-01-%02dT00:00:00Z".formatted(day), "w" + lead + day);
            campaigns.add(campaign);
        }
        opportunity("x", "1998-02-01T00:00:00Z", new BigDecimal("1000"), ",\"originalLeadId\":\"" + lead + "\"");

        JsonNode ends = asked("U_SHAPED", "ALL", "1998");
        JsonNode late = asked("TIME_DECAY", "ALL", "1998");

        assertThat(campaigns).extracting(campaign -> credit(ends, campaign, "amountBase").doubleValue()).containsExactly(400.0, 100.0, 100.0, 400.0);
        assertThat(campaigns).extracting(campaign -> credit(ends, campaign, "count").doubleValue()).containsExactly(0.4, 0.1, 0.1, 0.4);
        double weights = 0.25 + 0.5 + Math.pow(2, -6 / 7.0) + 1;
        assertThat(credit(late, campaigns.get(0), "amountBase").doubleValue()).isCloseTo(250 / weights, within(0.001));
        assertThat(credit(late, campaigns.get(1), "amountBase").doubleValue()).isCloseTo(500 / weights, within(0.001));
        assertThat(credit(late, campaigns.get(3), "amountBase").doubleValue()).isCloseTo(1000 / weights, within(0.001));
        assertThat(late.path("total").path("amountBase").decimalValue()).isEqualByComparingTo("1000");
    }

    @Test
    void theReturnOfACampaignIsComputedFromWhatIsRecorded() {
        UUID campaign = planned("marketer", ",\"currency\":\"EUR\"");
        as("marketer").body("{\"amount\":1000,\"currency\":\"EUR\",\"incurredOn\":\"1995-01-01\",\"description\":\"Hall\"}").post(at(campaign, "costs"))
                .then().statusCode(201);
        UUID other = stored("marketer", "marketing", "ACTIVE");
        for (int i = 0; i < 4; i++) {
            UUID lead = UUID.randomUUID();
            touch(campaign, lead, null, "1995-01-01T00:00:00Z", "i" + lead);
            if (i < 2) {
                touch(other, lead, null, "1995-01-02T00:00:00Z", "j" + lead);
                opportunity("x", "1995-03-01T00:00:00Z", new BigDecimal("1650"), ",\"originalLeadId\":\"" + lead + "\""
                        + (i == 0 ? ",\"closedAt\":\"1995-04-01T00:00:00Z\",\"forecastCategory\":\"CLOSED\"" : ""));
            }
        }

        JsonNode roi = json(as("executive").get(at(campaign, "roi")));

        assertThat(roi.path("cost").decimalValue()).isEqualByComparingTo("1100");
        assertThat(roi.path("leads").asInt()).isEqualTo(4);
        assertThat(roi.path("costPerLead").decimalValue()).isEqualByComparingTo("275");
        JsonNode first = roi.path("models").path("FIRST");
        assertThat(first.path("wonRevenue").decimalValue()).isEqualByComparingTo("1650");
        assertThat(first.path("openRevenue").decimalValue()).isEqualByComparingTo("1650");
        assertThat(first.path("roiPct").decimalValue()).isEqualByComparingTo("50");
        assertThat(first.path("costPerOpportunity").decimalValue()).isEqualByComparingTo("550");
        assertThat(first.path("costPerWon").decimalValue()).isEqualByComparingTo("1100");
        JsonNode linear = roi.path("models").path("LINEAR");
        assertThat(linear.path("wonRevenue").decimalValue()).isEqualByComparingTo("825");
        assertThat(linear.path("roiPct").decimalValue()).isEqualByComparingTo("-25");
        assertThat(linear.path("costPerWon").decimalValue()).isEqualByComparingTo("2200");
        assertThat(roi.path("formulas").path("roiPct").asText()).isEqualTo("(wonRevenue - cost) / cost * 100");
    }

    @Test
    void whatIsUndefinedIsNull() {
        UUID campaign = planned("marketer", "");

        as("marketer").get(at(campaign, "roi")).then().statusCode(200).body("cost", equalTo(null)).body("leads", equalTo(0))
                .body("costPerLead", equalTo(null)).body("models.FIRST.roiPct", equalTo(null)).body("models.FIRST.wonRevenue", equalTo(0))
                .body("models.LINEAR.costPerWon", equalTo(null));
        assertThat(json(as("marketer").get(at(campaign, "roi"))).path("models").path("FIRST").has("roiPct")).isTrue();
        as("marketer").get(at(UUID.randomUUID(), "roi")).then().statusCode(404);
    }

    private static UUID qualified(String at, String status) {
        UUID id = UUID.randomUUID();
        run("insert into lead_qualification (lead_id, qualified_at) values (?, cast(? as timestamptz))", id, at);
        return known("lead", id, "{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"createdAt\":\"1980-01-01T00:00:00Z\"}");
    }

    private static JsonNode asked(String model, String stage, String year) {
        return asked("marketer", model, stage, year);
    }

    private static JsonNode asked(String login, String model, String stage, String year) {
        return json(as(login).queryParam("model", model).queryParam("stage", stage).queryParam("groupBy", "campaign")
                .queryParam("from", year + "-01-01").queryParam("to", year + "-12-31").get(ATTRIBUTION).then().statusCode(200).extract().response());
    }

    private static BigDecimal credit(JsonNode answer, UUID campaign, String figure) {
        for (JsonNode item : answer.path("items")) {
            if (item.path("campaignId").asText().equals(campaign.toString())) {
                return item.path(figure).decimalValue();
            }
        }
        throw new AssertionError("nothing is credited to " + campaign + " in " + answer);
    }
}

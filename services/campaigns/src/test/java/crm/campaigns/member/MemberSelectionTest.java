package crm.campaigns.member;

import static crm.campaigns.testing.TestCampaigns.active;
import static crm.campaigns.testing.TestCampaigns.at;
import static crm.campaigns.testing.TestCampaigns.connection;
import static crm.campaigns.testing.TestCampaigns.contact;
import static crm.campaigns.testing.TestCampaigns.known;
import static crm.campaigns.testing.TestCampaigns.lead;
import static crm.campaigns.testing.TestCampaigns.run;
import static crm.campaigns.testing.TestCampaigns.value;
import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import crm.campaigns.testing.CampaignsParts;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

@CampaignsParts
class MemberSelectionTest {

    private static final int MANY = Integer.getInteger("crm.test.members", 12_000);

    @Test
    void aFilterOverLeadsIsCountedFirstAndThenBringsThemIn() {
        UUID campaign = active("");
        String company = "Company " + UUID.randomUUID();
        lead(",\"company\":\"" + company + "\",\"score\":80,\"address\":{\"city\":\"Bern\"},\"tags\":[\"fair\"],\"customFields\":{\"size\":42}");
        lead(",\"company\":\"" + company + "\",\"score\":20");
        lead(",\"company\":\"" + company + "\",\"score\":90,\"archivedAt\":\"2026-01-02T00:00:00Z\"");
        String filter = "company=='" + company + "'";

        select(campaign, "lead", filter + ";score=ge=70", true).then().statusCode(200).body("matched", equalTo(1)).body("alreadyMembers", equalTo(0))
                .body("added", equalTo(0)).body("sample.company", equalTo(java.util.List.of(company)));
        as("marketer").get(at(campaign, "members")).then().body("items", hasSize(0));

        select(campaign, "lead", filter + ";address.city==bern;tags==fair;customFields.size=gt=40;createdAt=lt=now", false).then()
                .body("matched", equalTo(1)).body("added", equalTo(1));
        select(campaign, "lead", filter, false).then().body("matched", equalTo(2)).body("alreadyMembers", equalTo(1)).body("added", equalTo(1));
        select(campaign, "lead", filter, false).then().body("matched", equalTo(2)).body("alreadyMembers", equalTo(2)).body("added", equalTo(0));
        as("marketer").queryParam("filter", "origin==RULE;status==TARGETED").get(at(campaign, "members")).then().body("items", hasSize(2));
    }

    @Test
    void contactsAreFoundByWhatTheirAccountIs() {
        UUID campaign = active("");
        String industry = "Industry " + UUID.randomUUID();
        UUID account = known("account", UUID.randomUUID(), "{\"name\":\"Acme\",\"industry\":\"" + industry + "\"}");
        UUID contact = contact(",\"accountId\":\"" + account + "\",\"lastName\":\"Ann\",\"emails\":[\"Ann@example.org\"]");
        contact(",\"lastName\":\"Without account\"");

        select(campaign, "contact", "account.industry=='" + industry + "';emails==ann@example.org", false).then().statusCode(200)
                .body("added", equalTo(1)).body("sample[0].company", equalTo("Acme")).body("sample[0].lastName", equalTo("Ann"));
        as("marketer").queryParam("filter", "contactId==" + contact + ";accountId==" + account).get(at(campaign, "members")).then().body("items", hasSize(1));
    }

    @Test
    void whatCannotBeAskedIsRefusedAndNamesWhatCan() {
        UUID campaign = active("");

        select(campaign, "lead", "birthdate==2000-01-01", true).then().statusCode(400).body("detail", containsString("company"));
        select(campaign, "contact", "birthdate=null=false", true).then().statusCode(400);
        select(campaign, "lead", "company==", true).then().statusCode(400);
        select(campaign, "lead", "id==x' or 1=1", true).then().statusCode(400);
        select(campaign, "account", "name==x", true).then().statusCode(422);
        as("marketer").body("{\"entity\":\"lead\"}").post(at(campaign, "members/selection")).then().statusCode(422);
    }

    /** {@code -Dcrm.test.members=100000} tries it with as many as a large company has. */
    @Test
    void manyComeInWithFewStatements() throws SQLException {
        UUID campaign = active("");
        String source = "Many " + UUID.randomUUID();
        run("insert into replica (record_type, record_id, version, record) select 'lead', gen_random_uuid(), 1, jsonb_build_object('status', 'NEW',"
                + " 'createdAt', '2026-01-01T00:00:00Z', 'leadSource', ?::text) from generate_series(1, ?)", source, MANY);

        long began = System.nanoTime();
        select(campaign, "lead", "leadSource=='" + source + "'", false).then().statusCode(200).body("added", equalTo(MANY));
        System.out.printf("%d members came in within %d ms%n", MANY, (System.nanoTime() - began) / 1_000_000);

        assertThat(value("select count(*) from campaign_member where campaign_id = ?", campaign)).isEqualTo((long) MANY);
        // a batch is one statement, and a statement is one transaction's command: members of a batch share it
        long commands = (Long) value("select count(distinct cmin::text::bigint) from campaign_member where campaign_id = ?", campaign);
        assertThat(commands).isLessThanOrEqualTo((MANY + Enrolment.BATCH - 1) / Enrolment.BATCH);
    }

    @Test
    void theUsualFiltersAreAnsweredByIndexes() throws SQLException {
        SoftAssertions all = new SoftAssertions();
        try (Connection connection = connection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into replica (record_type, record_id, version, record) select case when n % 2 = 0 then 'lead' else 'contact' end,"
                    + " gen_random_uuid(), 1, jsonb_build_object('status', (array['NEW','ASSIGNED','CONTACTED','QUALIFIED','JUNK','RECYCLED','NURTURING'])[1 + n % 7],"
                    + " 'score', n % 1000, 'leadSource', 'Source ' || n % 300, 'industry', 'Industry ' || n % 300, 'email', 'p' || n || '@example.org',"
                    + " 'emails', jsonb_build_array('P' || n || '@example.org'), 'accountId', gen_random_uuid(), 'createdAt', '2026-01-01T00:00:00Z')"
                    + " from generate_series(1, 20000) n");
            statement.execute("analyze replica");
            String[] asked = {
                "audience_lead where lower(email) = 'p77@example.org'",
                "audience_lead where lower(email) like 'p77@%'",
                "audience_lead where lower(lead_source) = 'source 7'",
                "audience_lead where lower(industry) = 'industry 7'",
                "audience_lead where score >= 998",
                "audience_contact where emails @> array['p77@example.org']::text[]",
                "audience_contact where account_id = '019aa801-1c00-7000-8000-000000000001'",
                "audience_contact where id = '019aa801-1c00-7000-8000-000000000001'"};
            for (String each : asked) {
                String plan = plan(statement, "explain select id from " + each + " and archived_at is null");
                all.assertThat(plan).as(each).doesNotContain("Seq Scan on replica person").doesNotContain("Seq Scan on replica  ").contains("Index");
            }
            connection.rollback();
        }
        all.assertAll();
    }

    private static String plan(Statement statement, String explain) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery(explain)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    private static Response select(UUID campaign, String entity, String filter, boolean dryRun) {
        return as("marketer").body("{\"entity\":\"" + entity + "\",\"filter\":\"" + filter + "\",\"dryRun\":" + dryRun + "}")
                .post(at(campaign, "members/selection"));
    }
}

package crm.leads.duplicate;

import static crm.leads.testing.TestLeads.connection;
import static org.assertj.core.api.Assertions.assertThat;

import crm.leads.lead.Lead;
import crm.leads.testing.LeadsParts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL answers the duplicate check, the usual lists and the questions of an import by indexes. {@code -Dcrm.test.leads=1000000} tries it on a
 * million leads; without it on as many as the planner needs to choose the same.
 */
@LeadsParts
class LeadPlansTest {

    private static final int LEADS = Integer.getInteger("crm.test.leads", 20_000);

    private static final String FILL = """
            insert into lead (id, version, owner, team, created_at, created_by, updated_at, updated_by, first_name, last_name, company,
                email, phone, mobile, status, score, estimated_value, external_id)
            select gen_random_uuid(), 1, case when n %% 10 < 8 then 'rep-' || n %% 200 end, case when n %% 10 < 8 then 'team-' || n %% 20 end,
                timestamptz '2020-01-01' + n * interval '1 minute', 'x', timestamptz '2020-01-01' + n * interval '1 minute', 'x',
                'First' || n %% 97, 'Last' || n %% 1009, (n * 7919) %% 5003 || ' Company', 'p' || n || '@example.org', '+41 44 ' || 1000000 + n,
                '+41 79 ' || 1000000 + n, (array['NEW', 'ASSIGNED', 'CONTACTED', 'QUALIFIED'])[1 + n %% 4], n %% 100, n, 'x-' || n
            from generate_series(1, %d) n""";

    private static final String[] LISTS = {
        "select id from lead where true and archived_at is null order by created_at desc, id desc limit 51",
        "select id from lead where true and archived_at is null and (created_at, id) < (timestamptz '2020-01-05',"
                + " '019aa801-1c00-7000-8000-000000000001') order by created_at desc, id desc limit 51",
        "select id from lead where (owner = 'rep-7' or team = any('{team-7}') or (owner is null and team is null))"
                + " and archived_at is null order by created_at desc, id desc limit 51",
        "(select id, score from lead where archived_at is null and score is not null order by score desc, id desc limit 51) union all"
                + " (select id, score from lead where archived_at is null and score is null order by id desc limit 51) limit 51",
        "(select id, last_name from lead where archived_at is null and last_name is not null and (last_name, id) >"
                + " ('Last5', '019aa801-1c00-7000-8000-000000000001') order by last_name, id limit 51)",
        "select id from lead where archived_at is null and (owner = 'rep-7') order by created_at desc, id desc limit 51",
        "select id from lead where archived_at is null and (status = 'NEW') order by created_at desc, id desc limit 51",
        "select id from lead where archived_at is null and (lower(email) = 'p77@example.org') order by created_at desc, id desc limit 51",
        "select id from lead where archived_at is null and (lower(email) like 'p77@%') order by created_at desc, id desc limit 51",
        "select id from lead where archived_at is null and (lower(external_id) = 'x-77') order by created_at desc, id desc limit 51",
        "select id from lead where archived_at is null and search_text like '%p777@%' order by created_at desc, id desc limit 51"};

    @Test
    void noneOfThemReadsTheWholeTable() throws SQLException {
        Lead lead = new Lead();
        lead.email = "a";
        lead.phone = "b";
        lead.lastName = "c";
        lead.company = "d";
        SoftAssertions all = new SoftAssertions();
        try (Connection connection = connection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(FILL.formatted(LEADS));
            statement.execute("analyze lead");

            statement.execute("set local plan_cache_mode = force_generic_plan");
            statement.execute("prepare duplicates as " + DuplicateSql.candidates(lead));
            String check = plan(statement, "explain execute duplicates('a', 'b', 'c', 'd', 'e', 'f')");
            all.assertThat(check).doesNotContain("Seq Scan").contains("lead_by_email", "lead_by_phone", "lead_by_mobile",
                    "lead_by_company_and_last_name", "lead_by_company_and_first_name", "lead_by_person");
            for (String list : LISTS) {
                all.assertThat(plan(statement, "explain " + list)).as(list).doesNotContain("Seq Scan").contains("Index");
            }
            for (String field : new String[] {"external_id", "email"}) {
                all.assertThat(plan(statement, "explain " + matches(field))).as(field)
                        .contains("Nested Loop", "Index Cond: (lower(" + field + ")").doesNotContain("Merge Join", "Hash Join", "Seq Scan");
            }
            connection.rollback();
        }
        all.assertAll();
    }

    /** As an import asks for the leads that the rows of a batch are about. */
    private static String matches(String field) {
        String keys = IntStream.rangeClosed(1, 500).mapToObj(n -> "none-" + n).collect(Collectors.joining(",", "'{", "}'"));
        return "select id, to_jsonb(lead)::text, sought.sought_text from unnest(" + keys + "::text[]) as sought (sought_text) join lead on lower("
                + field + ") = lower(sought.sought_text) where archived_at is null order by id for update of lead";
    }

    @Test
    void aLeadWithNothingToCompareByIsNotLookedFor() {
        assertThat(DuplicateSql.candidates(new Lead())).isNull();
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
}

package crm.cases.support;

import crm.cases.testing.CasesParts;
import crm.cases.testing.TestCases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** How PostgreSQL finds cases; nothing that happens every second or with every request reads them all. */
@CasesParts
class CasePlansTest {

    private static final int CASES = Integer.getInteger("crm.test.cases", 20_000);

    private static final String FILL = """
            insert into support_case (id, version, owner, team, created_at, created_by, updated_at, updated_by, number, subject, status, priority, account_id,
                queue, supplied_email, next_due_at, resolve_due_at, external_id)
            select gen_random_uuid(), 1, case when n %% 10 < 8 then 'agent-' || n %% 50 end, case when n %% 10 < 8 then 'team-' || n %% 20 end,
                timestamptz '2020-01-01' + n * interval '1 minute', 'x', timestamptz '2020-01-01' + n * interval '1 minute', 'x', 'PLAN-' || n,
                'Subject ' || n %% 1009, (array['NEW', 'IN_PROGRESS', 'RESOLVED', 'CLOSED'])[1 + n %% 4], 'NORMAL',
                ('019aa801-1c00-7000-8000-' || lpad((n %% 5003)::text, 12, '0'))::uuid, 'queue-' || n %% 30, 'p' || n || '@example.org',
                timestamptz '2099-01-01' + n * interval '1 minute', timestamptz '2099-01-01' + n * interval '1 minute', 'x-' || n
            from generate_series(1, %d) n""";

    private static final String OPEN = "from support_case where account_id = '019aa801-1c00-7000-8000-000000000077' and archived_at is null";

    private static final String[] QUERIES = {
        "select id from support_case where true and archived_at is null order by created_at desc, id desc limit 51",
        "select id from support_case where true and archived_at is null and (created_at, id) < (timestamptz '2020-01-05',"
                + " '019aa801-1c00-7000-8000-000000000001') order by created_at desc, id desc limit 51",
        "select id from support_case where archived_at is null and next_due_at is not null order by next_due_at, id limit 51",
        "select id from support_case where archived_at is null and (owner = 'agent-7') order by created_at desc, id desc limit 51",
        "select id from support_case where archived_at is null and (status = 'NEW') order by created_at desc, id desc limit 51",
        "select id from support_case where archived_at is null and (lower(queue) = 'queue-7') order by created_at desc, id desc limit 51",
        "select id from support_case where archived_at is null and (lower(number) = 'plan-77') order by created_at desc, id desc limit 51",
        "select id from support_case where archived_at is null and (lower(external_id) = 'x-77') order by created_at desc, id desc limit 51",
        "select id from support_case where archived_at is null and search_text like '%p777@%' order by created_at desc, id desc limit 51",
        "select id " + OPEN + " order by created_at desc, id desc limit 51",
        "select priority, count(*) " + OPEN + " and status in ('NEW', 'ASSIGNED') group by priority",
        "select count(*) from sla_breach join support_case on id = case_id where account_id = '019aa801-1c00-7000-8000-000000000077' and breached_at > now()",
        "select id from support_case where next_due_at < now() order by next_due_at limit 200"};

    @Test
    void noneOfThemReadsTheWholeTable() throws SQLException {
        SoftAssertions all = new SoftAssertions();
        try (Connection connection = TestCases.connection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(FILL.formatted(CASES));
            statement.execute("insert into replica (record_type, record_id, version, record) select 'contact', gen_random_uuid(), 1,"
                    + " jsonb_build_object('emails', jsonb_build_array('P' || n || '@Example.org')) from generate_series(1, " + CASES + ") n");
            statement.execute("analyze support_case");
            statement.execute("analyze replica");
            for (String query : QUERIES) {
                all.assertThat(plan(statement, query)).as(query).doesNotContain("Seq Scan on support_case").contains("Index");
            }
            all.assertThat(plan(statement, "select record_id from replica where record_type = 'contact'"
                    + " and lower(record->>'emails')::jsonb @> to_jsonb(array[lower('p77@example.org'::text)])")).contains("replica_contact_by_email");
            connection.rollback();
        }
        all.assertAll();
    }

    private static String plan(Statement statement, String query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("explain " + query)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}

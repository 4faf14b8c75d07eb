package crm.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a service copies from others can be lost and had again from its owners. */
@WithPlatform
class ReplicasRebuiltTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String TROUBLE = "the customer has trouble";
    private static final List<String> OWNERS = List.of("leads", "opportunities", "campaigns", "cases");

    /** A copy: who has it, the table, and what of it is compared. */
    private record Copy(String service, String table, String rows) {

        private static Copy of(String service, String table, String order) {
            return new Copy(service, table, "select md5(coalesce(string_agg(copied::text, E'\\n' order by " + order + "), '')), count(*) from " + table + " copied");
        }
    }

    private static final List<Copy> COPIES = List.of(
            Copy.of("leads", "known_contact", "id"),
            Copy.of("campaigns", "replica", "record_type, record_id"),
            Copy.of("cases", "replica", "record_type, record_id"),
            Copy.of("governance", "known_record", "record_type, record_id"));

    private final Platform platform;

    ReplicasRebuiltTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void everyCopyThatIsLostIsWhatItWasWhenItsOwnersHaveToldTheirRecordsAgain() throws SQLException {
        CustomerStory story = new CustomerStory(platform, "copy-" + UUID.randomUUID().toString().substring(0, 8));
        for (CustomerStory.Step step : story.steps()) {
            step.act().run();
            if (step.name().equals(TROUBLE)) {
                break;
            }
        }
        await("nothing is on its way").atMost(PATIENCE).until(this::isQuiet);
        Map<String, String> before = copies();
        assertThat(before.values()).noneMatch(copy -> copy.endsWith(" 0 rows"));

        for (Copy copy : COPIES) {
            execute(copy.service(), "delete from " + copy.table());
        }
        assertThat(copies().values()).allMatch(copy -> copy.endsWith(" 0 rows"));
        OWNERS.forEach(owner -> platform.as("crm-admin").post("/operations/" + owner + "/rebuild", Map.of()).expect(202));

        await("the copies are told again").atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(copies()).isEqualTo(before));
        before.forEach((copy, rows) -> System.out.printf("rebuilt: %-28s %s%n", copy, rows));
    }

    /** No event waits to be published, and no queue of a service holds one. */
    private boolean isQuiet() throws SQLException {
        for (String owner : OWNERS) {
            if (!first(owner, "select count(*) from outbox").equals("0")) {
                return false;
            }
        }
        Map<String, String> one = copies();
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        return one.equals(copies());
    }

    private Map<String, String> copies() throws SQLException {
        Map<String, String> copies = new TreeMap<>();
        for (Copy copy : COPIES) {
            copies.put(copy.service() + "." + copy.table(), first(copy.service(), copy.rows()) + " rows");
        }
        return new LinkedHashMap<>(copies);
    }

    private String first(String service, String query) throws SQLException {
        try (Connection connection = platform.database(service); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getMetaData().getColumnCount() == 1 ? row.getString(1) : row.getString(1) + " " + row.getString(2);
        }
    }

    private void execute(String service, String statement) throws SQLException {
        try (Connection connection = platform.database(service); Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}

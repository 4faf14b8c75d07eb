package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Answer;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Without space nothing is promised that is not kept: what was acknowledged stays, the rest is refused in clear words, and all goes on by itself. */
@WithPlatform
class DiskFullTest {

    private static final int LEADS = 10;
    private static final int CASES = 5;
    private static final int ACCOUNTS = 10;
    private static final int REFUSALS = 5;
    private static final int MOST_CASES = 2_000;
    private static final String OPENED = "crm.cases.case-opened.v1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform;
    private final Api api;
    private final Inspection inspection;
    private final String name = "disk-" + UUID.randomUUID();

    DiskFullTest(Platform platform) {
        this.platform = platform;
        this.api = platform.as("crm-admin");
        this.inspection = new Inspection(platform);
    }

    @Test
    void withoutSpaceForTheBrokerPeopleGoOnAndEverythingIsToldOnceThereIsSome() throws Exception {
        List<String> leads = new ArrayList<>();
        platform.rabbitmqctl("set_disk_free_limit", "900000GB");
        try {
            await("the broker's alarm").atMost(PATIENCE).until(() -> !platform.rabbitmq().management().answers());
            for (int i = 0; i < LEADS; i++) {
                leads.add(api.postPersistently("/leads?allowDuplicate=true", Map.of("lastName", name), name + i).expect(201).id());
            }
            await("they wait in the outbox").during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(() -> waiting("leads") > 0);
        } finally {
            platform.rabbitmqctl("set_disk_free_limit", "200MB");
        }
        Instant space = Instant.now();
        Tally told = await("all is told").atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                .until(() -> Tally.of("events", leads, inspection.events(Inspection.CAPTURED, leads)), tally -> tally.lost() == 0);
        report("broker", told, 0, space);
        assertThat(told.isExact()).isTrue();
    }

    @Test
    void withoutSpaceForTheDatabaseWritesAreRefusedReadsAreNotAndNothingAcknowledgedIsLost() throws Exception {
        assumeThat(SmallDisk.canBeMade()).as("a small file system can be mounted").isTrue();
        Api cases = platform.as("crm-admin", platform.service("cases"));
        List<String> acknowledged = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        Instant space;
        try (SmallDisk disk = SmallDisk.with(platform, "cases", List.of("support_case", "replica"))) {
            for (int i = 0; i < CASES; i++) {
                cases.postPersistently("/cases", supportCase(i), subject(i)).expect(201);
                acknowledged.add(subject(i));
            }
            disk.fill();
            for (int i = CASES; refused.size() < REFUSALS && i < MOST_CASES; i++) {
                Answer answer = opened(cases, i);
                if (answer.status() == 201) {
                    acknowledged.add(subject(i));
                } else {
                    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(answer.header("Retry-After")).isNotEmpty();
                    refused.add(subject(i));
                }
            }
            assertThat(refused).hasSize(REFUSALS);
            for (int i = 0; i < ACCOUNTS; i++) {
                String long1500 = "x".repeat(1_500);
                accounts.add(api.postPersistently("/accounts", Map.of("name", name + " " + i, "description", long1500), name + "-account-" + i).expect(201).id());
            }
            assertThat(counted(cases)).as("reads go on").containsOnlyKeys(acknowledged);
            disk.free();
            space = Instant.now();
            for (String again : refused) {
                cases.postPersistently("/cases", supportCase(Integer.parseInt(again.substring(again.lastIndexOf(' ') + 1))), again).expect(201);
            }
            await("the copies of accounts").atMost(PATIENCE).until(() -> copies(accounts) == ACCOUNTS);
        }
        List<String> all = new ArrayList<>(acknowledged);
        all.addAll(refused);
        Tally kept = Tally.of("cases", all, counted(cases));
        List<String> ids = cases.pages("cases", "limit=200&fields=id&filter=" + Api.encoded("subject=='" + name + " *'")).stream().map(found -> found.path("id").asText()).toList();
        Tally told = await("all is told").atMost(PATIENCE).until(() -> Tally.of("events", ids, inspection.events(OPENED, ids)), tally -> tally.lost() == 0);
        report("database", kept, refused.size(), space);
        report("database", told, refused.size(), space);
        assertThat(kept.isExact()).isTrue();
        assertThat(told.isExact()).isTrue();
    }

    private Answer opened(Api cases, int number) {
        return cases.post("/cases", supportCase(number), "Idempotency-Key", subject(number));
    }

    private Map<String, String> supportCase(int number) {
        return Map.of("subject", subject(number), "description", "x".repeat(1_500));
    }

    private String subject(int number) {
        return name + " " + number;
    }

    private Map<String, Long> counted(Api cases) {
        return cases.pages("cases", "limit=200&fields=id,subject&filter=" + Api.encoded("subject=='" + name + " *'")).stream()
                .map(found -> found.path("subject").asText()).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private long copies(List<String> accounts) throws SQLException {
        return count("cases", "select count(*) from replica where record_id in ('" + String.join("','", accounts) + "')");
    }

    private long waiting(String service) throws SQLException {
        return count(service, "select count(*) from outbox");
    }

    private long count(String service, String sql) throws SQLException {
        try (Connection database = platform.database(service); Statement query = database.createStatement(); ResultSet rows = query.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void report(String disk, Tally tally, int refused, Instant space) {
        System.out.printf(Locale.ROOT, "disk of the %-9s full: %-7s acknowledged %3d  refused %d  present %3d  lost %3d  doubled %3d; all done %.1f s after there was space%n",
                disk, tally.of(), tally.acknowledged(), refused, tally.present(), tally.lost(), tally.doubled(),
                Duration.between(space, Instant.now()).toMillis() / 1000.0);
    }
}

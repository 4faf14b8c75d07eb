package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** All databases of the platform go back to one moment, out of a copy of the files that was made under work and the log. */
@WithPlatform
class RestoreTest {

    private static final int LEADS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Platform platform;
    private final Api api;
    private final String name = "restore-" + UUID.randomUUID();

    RestoreTest(Platform platform) {
        this.platform = platform;
        this.api = platform.as("crm-admin");
    }

    @Test
    void everythingUntilTheMomentIsThereAndNothingAfterIt() throws Exception {
        List<String> before = captured("before the backup");
        try (RestoredServer restored = new RestoredServer(platform)) {
            Thread people = new Thread(() -> before.addAll(captured("during the backup")));
            people.start();
            restored.backUp();
            people.join();
            before.addAll(captured("after the backup"));
            Inspection inspection = new Inspection(platform);
            await("all is told").atMost(PATIENCE).until(() -> Tally.of("events", before, inspection.events(Inspection.CAPTURED, before)).isExact());
            sql("select pg_create_restore_point('" + name + "')");
            List<String> after = captured("after the moment");
            await("all is told").atMost(PATIENCE).until(() -> Tally.of("events", after, inspection.events(Inspection.CAPTURED, after)).isExact());
            sql("select pg_switch_wal()");

            Instant start = Instant.now();
            restored.recoverTo(name);
            double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
            long kept = restored.count("leads", "select count(*) from lead where id in " + list(before));
            long told = restored.count("governance", "select count(*) from audit_entry where type = '" + Inspection.CAPTURED + "' and record_id in " + list(before));
            long later = restored.count("leads", "select count(*) from lead where id in " + list(after))
                    + restored.count("governance", "select count(*) from audit_entry where record_id in " + list(after));
            System.out.printf(Locale.ROOT, "restored to a moment in %.1f s: leads acknowledged before it %d, there %d, in the audit %d; %d of after it: there %d%n",
                    seconds, before.size(), kept, told, after.size(), later);
            assertThat(kept).isEqualTo(before.size());
            assertThat(told).isEqualTo(before.size());
            assertThat(later).isZero();
            assertThat(api.count("leads", "lastName=='" + name + " *'")).as("the control, where nothing went back").isEqualTo(before.size() + after.size());
        }
    }

    private List<String> captured(String when) {
        List<String> leads = new ArrayList<>();
        for (int i = 0; i < LEADS; i++) {
            String lead = name + " " + when + " " + i;
            leads.add(api.postPersistently("/leads?allowDuplicate=true", Map.of("lastName", lead), lead).expect(201).id());
        }
        return leads;
    }

    private void sql(String statement) throws Exception {
        try (Connection database = platform.administered("postgres"); Statement work = database.createStatement()) {
            work.execute(statement);
        }
    }

    private static String list(List<String> ids) {
        return "('" + String.join("','", ids) + "')";
    }
}

package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Api;
import crm.e2e.platform.FreePort;
import crm.e2e.platform.Platform;
import crm.e2e.platform.ServiceByHand;
import crm.e2e.platform.WithPlatform;
import crm.e2e.sample.ConvertedLead;
import crm.local.rabbitmq.Management;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A roll-out as it is: instances of a version before and of this one side by side, on the schema of this one, at the same queues. On request:
 * {@code -Dcrm.e2e.before=<a work tree of the version before, built by ./crm build>}.
 */
@WithPlatform
@EnabledIfSystemProperty(named = "crm.e2e.before", matches = ".+")
class VersionBeforeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ROUNDS = 20;

    private final Platform platform;
    private final Path before = Path.of(System.getProperty("crm.e2e.before"));

    private record Work(String service, String path, String collection, String field, String event) {
    }

    private static final List<Work> WORK = List.of(new Work("leads", "/leads?allowDuplicate=true", "leads", "lastName", Inspection.CAPTURED),
            new Work("opportunities", "/accounts", "accounts", "name", "crm.opportunities.account-created.v1"),
            new Work("campaigns", "/campaigns", "campaigns", "name", "crm.campaigns.campaign-created.v1"),
            new Work("cases", "/cases", "cases", "subject", "crm.cases.case-opened.v1"));

    VersionBeforeTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void oldAndNewShareTheWorkAndLoseNothing() throws Exception {
        Map<String, Integer> dead = dead();
        List<ServiceByHand> old = new ArrayList<>();
        try {
            for (String service : List.of("leads", "opportunities", "campaigns", "cases", "governance")) {
                old.add(ServiceByHand.before(platform, service, FreePort.any(), before));
            }
            for (int i = 0; i < WORK.size(); i++) {
                share(WORK.get(i), old.get(i));
            }
            List<String> converted = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                converted.add(ConvertedLead.of(platform.as("crm-admin"), "before-" + UUID.randomUUID()).id());
            }
            Inspection inspection = new Inspection(platform);
            Tally told = await("conversions end").atMost(PATIENCE).until(() -> Tally.of("conversions", converted, inspection.events(Inspection.CONVERTED, converted)), tally -> tally.lost() == 0);
            System.out.printf("version before beside this one: %d conversions, lost %d, doubled %d; new dead letters %s%n", told.acknowledged(), told.lost(), told.doubled(), grown(dead));
            assertThat(told.isExact()).isTrue();
        } finally {
            old.forEach(ServiceByHand::close);
        }
        assertThat(grown(dead)).isEmpty();
    }

    /** Each makes records that the other reads and changes; every one of them is there and told once. */
    private void share(Work work, ServiceByHand old) throws Exception {
        String name = "before-" + UUID.randomUUID();
        List<Api> both = List.of(platform.as("crm-admin", old.address()), platform.as("crm-admin", platform.service(work.service())));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Api maker = both.get(i % 2);
            Api other = both.get((i + 1) % 2);
            String id = maker.post(work.path(), Map.of(work.field(), name + " " + i)).expect(201).id();
            String path = "/" + work.collection() + "/" + id;
            JsonNode seen = other.get(path).expect(200).json();
            other.patch(path, Map.of(work.field(), name + " " + i + " changed"), seen.path("version").asText()).expect(200);
            assertThat(maker.get(path).expect(200).json().path(work.field()).asText()).isEqualTo(name + " " + i + " changed");
            ids.add(id);
        }
        Inspection inspection = new Inspection(platform);
        Tally told = await("all is told").atMost(PATIENCE).until(() -> Tally.of("events", ids, inspection.events(work.event(), ids)), tally -> tally.lost() == 0);
        System.out.printf("version before beside this one: %-13s %d records, half made by each and changed by the other; events lost %d, doubled %d%n", work.service(), ids.size(), told.lost(), told.doubled());
        assertThat(told.isExact()).isTrue();
    }

    private Map<String, Integer> dead() throws Exception {
        Map<String, Integer> dead = new TreeMap<>();
        for (JsonNode queue : platform.rabbitmq().management().get("/api/queues/" + Management.encoded(platform.rabbitmq().vhost()))) {
            if (queue.path("name").asText().endsWith(".dead")) {
                dead.put(queue.path("name").asText(), queue.path("messages").asInt());
            }
        }
        return dead;
    }

    private Map<String, Integer> grown(Map<String, Integer> since) throws Exception {
        Map<String, Integer> grown = dead();
        grown.entrySet().removeIf(queue -> queue.getValue() <= since.getOrDefault(queue.getKey(), 0));
        return grown;
    }
}

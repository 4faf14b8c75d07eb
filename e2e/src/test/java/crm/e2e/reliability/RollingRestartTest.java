package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import crm.e2e.platform.ServiceByHand;
import crm.e2e.platform.WithPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two instances of a service under load are ended with SIGTERM, one after the other. The first goes as in a roll-out: it is taken out of
 * the rotation, then told to end, and what it is at it finishes. The second is the control: it is told to end while requests still come.
 * More services: {@code -Dcrm.e2e.rounds=3}.
 */
@WithPlatform
class RollingRestartTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform;

    private record Work(String service, String path, String collection, String field, String event) {
        @Override
        public String toString() {
            return service;
        }
    }

    RollingRestartTest(Platform platform) {
        this.platform = platform;
    }

    static Stream<Work> services() {
        return Stream.of(new Work("leads", "/leads?allowDuplicate=true", "leads", "lastName", Inspection.CAPTURED),
                        new Work("opportunities", "/accounts", "accounts", "name", "crm.opportunities.account-created.v1"),
                        new Work("campaigns", "/campaigns", "campaigns", "name", "crm.campaigns.campaign-created.v1"),
                        new Work("cases", "/cases", "cases", "subject", "crm.cases.case-opened.v1"))
                .limit(Integer.getInteger("crm.e2e.rounds", 1) > 1 ? 4 : 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void noRequestFailsAndNothingIsLostWhenInstancesOfThisServiceAreReplaced(Work work) throws Exception {
        String name = "rolling-" + UUID.randomUUID();
        Api first = platform.as("crm-admin", platform.service(work.service()));
        try (ServiceByHand beside = ServiceByHand.beside(platform, work.service())) {
            Api second = platform.as("crm-admin", beside.address());
            replace(work, name, beside, first, second);
        }
    }

    private void replace(Work work, String name, ServiceByHand beside, Api first, Api second) throws Exception {
        try (SteadyLoad load = new SteadyLoad(work.path(), work.field(), name, first, second)) {
            await("the load").atMost(PATIENCE).until(() -> load.acknowledged().size() >= 20);
            long pid;
            try (RequestUnderWay request = new RequestUnderWay(platform.service(work.service()), work.path(), platform.token("crm-admin"),
                    "{\"" + work.field() + "\": \"" + name + " under way\"}")) {
                load.takeOut(first);
                pid = platform.terminate(work.service());
                await("it is ending").atMost(PATIENCE).until(() -> platform.isEnding(work.service()));
                assertThat(request.finish()).isEqualTo("HTTP/1.1 201 Created");
            }
            platform.awaitSuccessorOf(work.service(), pid);
            load.putIn(first);
            int drained = load.failed();

            beside.terminate();
            await("somebody is refused").atMost(PATIENCE).until(() -> load.failed() > drained);
            load.takeOut(second);
            load.end();
            assertKept(work, name, load, drained);
        }
    }

    private void assertKept(Work work, String name, SteadyLoad load, int drained) throws Exception {
        List<String> acknowledged = Stream.concat(load.acknowledged().stream(), Stream.of(name + " under way")).toList();
        var found = platform.as("crm-admin").pages(work.collection(), "limit=200&fields=id," + work.field() + "&filter=" + Api.encoded(work.field() + "=='" + name + " *'"));
        Tally kept = Tally.of(work.collection(), acknowledged, found.stream().collect(Collectors.groupingBy(record -> record.path(work.field()).asText(), Collectors.counting())));
        List<String> ids = found.stream().map(record -> record.path("id").asText()).toList();
        Inspection inspection = new Inspection(platform);
        Tally told = await("all is told").atMost(PATIENCE).until(() -> Tally.of("events", ids, inspection.events(work.event(), ids)), tally -> tally.lost() == 0);
        System.out.printf(Locale.ROOT, "rolling restart of %-13s drained: failed %d; control, not drained: failed %d and repeated; %d acknowledged, lost %d, doubled %d; events lost %d, doubled %d%n",
                work.service(), drained, load.failed() - drained, kept.acknowledged(), kept.lost(), kept.doubled(), told.lost(), told.doubled());
        assertThat(drained).as("requests that failed while the first was replaced").isZero();
        assertThat(kept.isExact()).isTrue();
        assertThat(told.isExact()).isTrue();
        assertThat(found).hasSize(acknowledged.size());
    }
}

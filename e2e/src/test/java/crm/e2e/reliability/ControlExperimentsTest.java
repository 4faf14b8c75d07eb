package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import crm.e2e.platform.ServiceByHand;
import crm.e2e.platform.WithPlatform;
import crm.e2e.sample.ConvertedLead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The same experiment with and without the part that is said to help. Without, the count has to show the damage: an experiment
 * that shows none in either case would prove nothing.
 */
@WithPlatform
class ControlExperimentsTest {

    private static final int DELIVERIES = 5;
    private static final int LEADS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform;
    private final Api api;
    private final Inspection inspection;

    ControlExperimentsTest(Platform platform) {
        this.platform = platform;
        this.api = platform.as("crm-admin");
        this.inspection = new Inspection(platform);
    }

    // ---- inbox -----------------------------------------------------------------------------------------------------

    @Test
    void withTheInboxAnEventThatIsDeliveredFiveTimesIsAnsweredOnce() throws Exception {
        Tally answers = answersToRepeatedDelivery();
        report("inbox on, delivered 5 times", answers);
        assertThat(answers.isExact()).isTrue();
    }

    @Test
    void withoutTheInboxItIsAnsweredEachTime() throws Exception {
        try (ServiceByHand opportunities = ServiceByHand.instead(platform, "opportunities", Map.of("CRM_INBOX_ENABLED", "false"))) {
            Tally answers = answersToRepeatedDelivery();
            report("inbox OFF, delivered 5 times", answers);
            assertThat(answers.lost()).isZero();
            assertThat(answers.doubled()).isEqualTo(DELIVERIES - 1);
        }
    }

    /**
     * Delivers the request to convert one lead five times, as a broker may that lost an acknowledgement, and counts the answers
     * that opportunities gives. Its records cannot show the difference: a log of conversions with a unique key is a second net
     * below the inbox. The messages can; for other handlers that have no such net, theirs is the difference between once and twice.
     */
    private Tally answersToRepeatedDelivery() throws Exception {
        MessageTap tap = MessageTap.on(platform.rabbitmq(), Inspection.REQUESTED);
        String lead = convertedLead();
        JsonNode request = tap.next();
        for (int i = 1; i < DELIVERIES; i++) {
            tap.publish(request);
        }
        awaitEmpty("opportunities.conversion");
        // The outbox keeps the order: when the answer about a later lead is known, all before it are.
        String later = convertedLead();
        await("the later answer is known").atMost(PATIENCE)
                .until(() -> inspection.events(Inspection.ACCEPTED, List.of(later)).containsKey(later));
        assertThat(api.count("opportunities", "originalLeadId==" + lead)).isEqualTo(1);
        return Tally.of("answers", List.of(lead), inspection.events(Inspection.ACCEPTED, List.of(lead)));
    }

    private String convertedLead() {
        return ConvertedLead.of(api, "control-" + UUID.randomUUID()).id();
    }

    private void awaitEmpty(String queue) {
        await(queue + " is empty").atMost(PATIENCE).until(() -> MessageTap.waiting(platform.rabbitmq(), queue) == 0);
    }

    // ---- outbox ----------------------------------------------------------------------------------------------------

    @Test
    void withTheOutboxNothingIsUntoldThatHappensWhileTheBrokerIsAway() throws Exception {
        Tally told = eventsOfLeadsCapturedWithoutBroker();
        report("outbox on, broker away", told);
        assertThat(told.isExact()).isTrue();
    }

    @Test
    void withoutTheOutboxItIsUntoldForEver() throws Exception {
        try (ServiceByHand leads = ServiceByHand.instead(platform, "leads", Map.of("CRM_OUTBOX_ENABLED", "false"))) {
            Tally told = eventsOfLeadsCapturedWithoutBroker();
            report("outbox OFF, broker away", told);
            assertThat(told.lost()).isEqualTo(LEADS);
        }
    }

    /** Captures leads while there is no broker; all are acknowledged. Counts the events about them once events flow again. */
    private Tally eventsOfLeadsCapturedWithoutBroker() throws Exception {
        List<String> leads = new ArrayList<>();
        platform.stop("rabbitmq");
        try {
            for (int i = 0; i < LEADS; i++) {
                leads.add(captured());
            }
        } finally {
            platform.start("rabbitmq");
        }
        List<String> later = new ArrayList<>();
        await("events flow again").atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            later.add(captured());
            return !inspection.events(Inspection.CAPTURED, later).isEmpty();
        });
        awaitEmpty("governance.audit");
        return Tally.of("events", leads, inspection.events(Inspection.CAPTURED, leads));
    }

    private String captured() {
        String name = "control-" + UUID.randomUUID();
        return api.postPersistently("/leads?allowDuplicate=true", Map.of("lastName", name), name).expect(201).id();
    }

    private static void report(String experiment, Tally tally) {
        System.out.printf(Locale.ROOT, "control %-32s %-8s acknowledged %3d  present %3d  lost %3d  doubled %3d%n",
                experiment, tally.of(), tally.acknowledged(), tally.present(), tally.lost(), tally.doubled());
    }
}

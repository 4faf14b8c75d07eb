package crm.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.platform.FreePort;
import crm.e2e.platform.Platform;
import crm.e2e.platform.ServiceByHand;
import crm.e2e.platform.Traces.Span;
import crm.e2e.platform.WithPlatform;
import crm.e2e.sample.ConvertedLead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What one request sets off is one trace, from the gateway through the broker to the other services and back. */
@WithPlatform
class OneTraceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REQUESTED = "crm.leads.lead-conversion-requested.v1";
    private static final String ACCEPTED = "crm.opportunities.lead-accepted.v1";
    private static final String CONVERTED = "crm.leads.lead-converted.v1";
    private static final String QUALIFIED = "crm.leads.lead-qualified.v1";

    private static final String CAPTURED = "crm.leads.lead-captured.v1";
    /** The lead's service, and two that hear of it. */
    private static final Set<String> WHOLE = Set.of("gateway", "crm-leads", "crm-governance", "crm-campaigns");

    private final Platform platform;

    OneTraceTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void aConversionIsOneTraceAcrossTheBrokerAndTheRequestBeforeItAnother() {
        String lead = ConvertedLead.of(platform.as("crm-admin"), "trace-" + UUID.randomUUID()).id();

        Map<String, String> traces = await("the audit has all").atMost(PATIENCE).ignoreExceptions()
                .until(() -> traces(lead), known -> known.keySet().containsAll(Set.of(REQUESTED, ACCEPTED, CONVERTED, QUALIFIED)));

        assertThat(traces.get(REQUESTED)).matches("[0-9a-f]{32}").isEqualTo(traces.get(ACCEPTED)).isEqualTo(traces.get(CONVERTED)).isNotEqualTo(traces.get(QUALIFIED));
    }

    /** The gateway of the platform sends no traces and marks one request of a hundred; this one sends all of its own. */
    @Test
    void oneRequestIsSeenFromTheDoorToTheConsumersBehindTheBroker() throws Exception {
        Map<String, String> all = new HashMap<>(platform.traces().settings());
        all.putAll(Map.of("CRM_OTLP_DISABLED", "false", "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "1.0"));
        String lead;
        try (ServiceByHand door = ServiceByHand.beside(platform, "gateway", FreePort.any(), all)) {
            lead = platform.as("crm-admin", door.address()).post("/leads?allowDuplicate=true", Map.of("lastName", "Traced", "company", "trace-" + UUID.randomUUID())).expect(201).id();
        }
        String trace = await("the audit has it").atMost(PATIENCE).ignoreExceptions().until(() -> traces(lead).get(CAPTURED), Objects::nonNull);

        List<Span> spans = await("all of it was sent").atMost(PATIENCE).until(() -> platform.traces().of(trace), known -> services(known).containsAll(WHOLE) && orphans(known).size() == 1);

        System.out.printf("traces: one request is %d spans of %s%n", spans.size(), services(spans));
        assertThat(orphans(spans)).singleElement().satisfies(root -> {
            assertThat(root.service()).isEqualTo("gateway");
            assertThat(root.parent()).isEmpty();
        });
        assertThat(spans.stream().filter(span -> span.kind() == Span.CONSUMER).map(Span::service)).contains("crm-governance", "crm-campaigns");
    }

    private static Set<String> services(List<Span> spans) {
        return spans.stream().map(Span::service).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those whose parent is not among them. */
    private static List<Span> orphans(List<Span> spans) {
        Set<String> there = spans.stream().map(Span::id).collect(Collectors.toSet());
        return spans.stream().filter(span -> !there.contains(span.parent())).toList();
    }

    /** The trace of each event about the lead, as the audit has kept it. */
    private Map<String, String> traces(String lead) throws SQLException {
        String sql = "select type, correlation_id from audit_entry where record_id = ?::uuid";
        try (Connection governance = platform.database("governance"); PreparedStatement query = governance.prepareStatement(sql)) {
            query.setString(1, lead);
            Map<String, String> traces = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    traces.put(rows.getString(1), rows.getString(2));
                }
            }
            return traces;
        }
    }
}

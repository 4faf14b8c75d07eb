package crm.e2e.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import crm.e2e.sample.ConvertedLead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one request sets off is one trace, from the gateway through the broker to the other services and back. */
@WithPlatform
class OneTraceTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REQUESTED = "crm.leads.lead-conversion-requested.v1";
    private static final String ACCEPTED = "crm.opportunities.lead-accepted.v1";
    private static final String CONVERTED = "crm.leads.lead-converted.v1";
    private static final String QUALIFIED = "crm.leads.lead-qualified.v1";

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

package crm.cases.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.sql.SessionSql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Looks up all that the health of an account is made of, with one query. */
@Singleton
class FactFinder {

    private static final String OPEN = " from support_case where account_id = $1 and archived_at is null"
            + " and status in ('NEW', 'ASSIGNED', 'IN_PROGRESS', 'PENDING_CUSTOMER', 'PENDING_INTERNAL')";
    private static final String FACTS = "select"
            + " (select jsonb_object_agg(priority, number)::text from (select priority, count(*) as number" + OPEN + " group by priority) as open),"
            + " (select count(*)" + OPEN + " and escalation_level > 0),"
            + " (select count(*) from sla_breach join support_case on id = case_id where account_id = $1 and archived_at is null and breached_at > $2),"
            + " (select count(*) from support_case where account_id = $1 and archived_at is null and csat is not null"
            + "   and coalesce(csat_received_at, resolved_at, created_at) > $3),"
            + " (select coalesce(avg(csat), 0)::float8 from support_case where account_id = $1 and archived_at is null and csat is not null"
            + "   and coalesce(csat_received_at, resolved_at, created_at) > $3),"
            + " (select record::text from replica where record_type = 'account' and record_id = $1),"
            + " exists (select from support_case where account_id = $1) or exists (select from won_opportunity where account_id = $1)";

    /**
     * What was found.
     *
     * @param account as it was told; empty where it was not yet
     * @param isCustomer whether it is somebody whose health matters: who bought, or asked for something
     */
    record Found(HealthFacts facts, JsonNode account, boolean isCustomer) {}

    private final ObjectMapper json;
    private final HealthSettings settings;

    FactFinder(ObjectMapper json, HealthSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    Uni<Found> find(Mutiny.Session session, UUID accountId, Instant now) {
        return SessionSql.select(session, FACTS, accountId, before(now, settings.days().breaches()), before(now, settings.days().satisfaction()))
                .map(rows -> found(rows.get(0)));
    }

    private Found found(Object[] row) {
        JsonNode account = row[5] == null ? json.createObjectNode() : read((String) row[5], new TypeReference<JsonNode>() {});
        Map<String, Integer> open = row[0] == null ? Map.of() : read((String) row[0], new TypeReference<Map<String, Integer>>() {});
        LocalDate renewal = account.path("renewalDate").isTextual() ? LocalDate.parse(account.path("renewalDate").textValue()) : null;
        boolean isCustomer = (Boolean) row[6] || renewal != null || account.hasNonNull("arr") || "CUSTOMER".equals(account.path("type").asText());
        return new Found(new HealthFacts(open, number(row[1]), number(row[2]), number(row[3]), (Double) row[4], renewal), account, isCustomer);
    }

    private static int number(Object value) {
        return Math.toIntExact((Long) value);
    }

    private static OffsetDateTime before(Instant now, int days) {
        return OffsetDateTime.ofInstant(now.minus(Duration.ofDays(days)), ZoneOffset.UTC);
    }

    private <X> X read(String text, TypeReference<X> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

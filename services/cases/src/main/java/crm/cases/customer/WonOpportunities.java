package crm.cases.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Why customers bought: what sales wrote down when a deal was won. */
@Singleton
public class WonOpportunities {

    private static final int SHOWN = 10;
    private static final String KEEP = "insert into won_opportunity (opportunity_id, version, account_id, closed_at, told)"
            + " values ($1, $2, $3, $4, cast(cast($5 as text) as jsonb)) on conflict (opportunity_id) do update"
            + " set version = excluded.version, account_id = excluded.account_id, closed_at = excluded.closed_at, told = excluded.told"
            + " where won_opportunity.version < excluded.version";

    private final ObjectMapper json;

    WonOpportunities(ObjectMapper json) {
        this.json = json;
    }

    /** Keeps what a deal told, in the open transaction; an older telling than the one known is left out. */
    public Uni<Void> keep(UUID opportunityId, long version, UUID accountId, Instant closedAt, JsonNode told) {
        return Panache.getSession().chain(session -> SessionSql.update(session, KEEP, opportunityId, version, accountId,
                OffsetDateTime.ofInstant(closedAt, ZoneOffset.UTC), told.toString())).replaceWithVoid();
    }

    /** The latest deals of an account, newest first. */
    public Uni<List<JsonNode>> of(Mutiny.Session session, UUID accountId) {
        return SessionSql.select(session, "select told::text from won_opportunity where account_id = $1 order by closed_at desc limit " + SHOWN, accountId)
                .map(rows -> {
                    List<JsonNode> deals = new ArrayList<>();
                    rows.forEach(row -> deals.add(tree((String) row[0])));
                    return deals;
                });
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

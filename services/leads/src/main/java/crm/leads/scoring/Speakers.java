package crm.leads.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.learning.Feature;
import crm.learning.Model;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The policy and the champion as they stand in the database; the champion is read when it is another one. For threads that may wait. */
@Singleton
class Speakers {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String POLICY = "select version, features, point_rules, min_closed_leads, min_completeness, retrain_after_days,"
            + " (select id from score_model where state = 'CHAMPION') from scoring_policy where id = $1";
    private static final String CHAMPION = "select id, number, model from score_model where id = $1";

    private final Pool pool;
    private final ObjectMapper json;
    private Speaker known;
    private UUID knownChampion;
    private long knownPolicy;

    Speakers(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    synchronized Speaker now() {
        Row row = rows(pool, POLICY, Tuple.of(ScoringPolicies.THE_ONE)).iterator().next();
        UUID champion = row.getUUID(6);
        if (known == null || knownPolicy != row.getLong(0) || !Objects.equals(champion, knownChampion)) {
            ScoringPolicy policy = policy(row);
            Row stored = champion == null ? null : rows(pool, CHAMPION, Tuple.of(champion)).iterator().next();
            Model model = stored == null ? null : Model.of(stored.getBuffer(2).getBytes());
            List<Feature> features = LeadFeatures.of(policy);
            known = new Speaker(policy, stored == null ? null : stored.getLong(1), model, PointRules.of(policy), features);
            knownChampion = champion;
            knownPolicy = row.getLong(0);
        }
        return known;
    }

    private ScoringPolicy policy(Row row) {
        ScoringPolicy policy = new ScoringPolicy();
        policy.features = list(row.getString(1));
        policy.pointRules = list(row.getString(2));
        policy.minClosedLeads = row.getInteger(3);
        policy.minCompleteness = row.getInteger(4);
        policy.retrainAfterDays = row.getInteger(5);
        return policy;
    }

    private List<Map<String, Object>> list(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static RowSet<Row> rows(Pool pool, String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).await().atMost(PATIENCE);
    }
}

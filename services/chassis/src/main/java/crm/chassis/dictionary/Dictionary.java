package crm.chassis.dictionary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.change.Records;
import crm.chassis.inbox.IncomingEvent;
import crm.chassis.record.OwnField;
import crm.chassis.record.QualityRule;
import crm.chassis.record.RecordType;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jboss.logging.Logger;

/**
 * The fields and quality rules that the company published for the records of this service. They are kept in a table,
 * and each instance looks every second whether something is different, so a change holds everywhere within two.
 */
@ApplicationScoped
public class Dictionary {

    public enum Kind { FIELD, RULE }

    private static final Logger LOG = Logger.getLogger(Dictionary.class);
    private static final String KEEP = "insert into dictionary_entry (id, kind, entity, version, retired, definition)"
            + " values ($1, $2, $3, $4, $5, cast(cast($6 as text) as jsonb)) on conflict (id) do update set version = excluded.version,"
            + " entity = excluded.entity, retired = excluded.retired, definition = excluded.definition where dictionary_entry.version < excluded.version";
    // versions only grow, so no two states have the same sum
    private static final String STATE = "select coalesce(sum(version), 0)::bigint from dictionary_entry";
    private static final String ENTRIES = "select kind, entity, definition::text from dictionary_entry where not retired order by id";

    private final Instance<Records<?>> records;
    private final Pool pool;
    private final ObjectMapper json;
    private volatile long known;

    Dictionary(@Any Instance<Records<?>> records, Pool pool, ObjectMapper json) {
        this.records = records;
        this.pool = pool;
        this.json = json;
    }

    /** Keeps what an event tells, in the open transaction; what is older than what is known changes nothing. */
    public Uni<Void> keep(Kind kind, boolean retired, IncomingEvent event) {
        return Panache.getSession().chain(session -> SessionSql.update(session, KEEP, event.subject(), kind.name(),
                event.data().path("entity").asText(), event.recordVersion(), retired, event.data().toString())).replaceWithVoid();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return pool.query(STATE).execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .chain(state -> state == known ? Uni.createFrom().voidItem()
                        : pool.query(ENTRIES).execute().invoke(this::publish).invoke(() -> known = state).replaceWithVoid())
                .onFailure().recoverWithUni(away -> {
                    LOG.debugf("The dictionary cannot be read, the last known holds: %s", away.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    private void publish(RowSet<Row> rows) {
        Map<String, List<OwnField>> fields = new HashMap<>();
        Map<String, List<QualityRule>> rules = new HashMap<>();
        for (Row row : rows) {
            try {
                JsonNode definition = json.readTree(row.getString(2));
                if (row.getString(0).equals(Kind.FIELD.name())) {
                    fields.computeIfAbsent(row.getString(1), entity -> new ArrayList<>()).add(field(definition));
                } else {
                    rules.computeIfAbsent(row.getString(1), entity -> new ArrayList<>()).add(rule(definition));
                }
            } catch (IOException | IllegalArgumentException unusable) {
                LOG.warnf("An entry of the dictionary cannot be used: %s", unusable.getMessage());
            }
        }
        for (Records<?> each : records) {
            RecordType<?> type = each.type();
            type.ownFields().publish(fields.getOrDefault(type.name(), List.of()));
            type.publishRules(rules.getOrDefault(type.name(), List.of()));
        }
    }

    private static OwnField field(JsonNode definition) {
        return new OwnField(definition.path("name").asText(), OwnField.Kind.valueOf(definition.path("type").asText()),
                definition.path("required").asBoolean(), List.copyOf(texts(definition.path("options"))), texts(definition.path("whoMayRead")),
                texts(definition.path("whoMayWrite")));
    }

    private static QualityRule rule(JsonNode definition) {
        try {
            return new QualityRule(definition.path("field").asText(),
                    definition.hasNonNull("pattern") ? Pattern.compile(definition.path("pattern").asText()) : null,
                    QualityRule.Mode.valueOf(definition.path("mode").asText()), definition.path("why").asText(),
                    definition.path("example").asText(null), definition.path("fix").asText(null));
        } catch (PatternSyntaxException unreadable) {
            throw new IllegalArgumentException(unreadable);
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}

package crm.governance.quality;

import crm.chassis.record.QualityRule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules as they are in the database, read again only when one of them or of the company's fields is different. */
@Singleton
class Rulebooks {

    private static final String FIELDS = "";
    // versions only grow and nothing is deleted, so no two states have the same sum
    private static final String STATE = "select entity, sum(version)::bigint from quality_rule group by entity"
            + " union all select '" + FIELDS + "', coalesce(sum(version), 0)::bigint from company_field";
    private static final String RULES = "select id, entity, active and archived_at is null, weight, field, pattern, mode, why, example, fix,"
            + " coalesce((select who_may_read from company_field where company_field.entity = quality_rule.entity"
            + " and quality_rule.field = 'customFields.' || name and company_field.archived_at is null), '{}') from quality_rule order by id limit 5000";

    /** All rules of one moment. */
    record Shelf(Map<String, Long> state, Map<String, Rulebook> books, Map<UUID, HeldRule> rules) {
        Rulebook of(String entity) {
            return books.getOrDefault(entity, new Rulebook(entity, 0, List.of()));
        }
    }

    private volatile Shelf known = new Shelf(Map.of(), Map.of(), Map.of());

    /** The rules as this connection sees them. */
    Uni<Shelf> current(SqlClient client) {
        return client.preparedQuery(STATE).execute()
                .map(rows -> {
                    Map<String, Long> state = new HashMap<>();
                    rows.forEach(row -> state.put(row.getString(0), row.getLong(1)));
                    return state;
                })
                .chain(state -> state.equals(known.state()) ? Uni.createFrom().item(known)
                        : client.query(RULES).execute().map(rows -> shelf(state, rows)).invoke(shelf -> known = shelf));
    }

    private static Shelf shelf(Map<String, Long> state, Iterable<Row> rows) {
        List<HeldRule> all = new ArrayList<>();
        for (Row row : rows) {
            String pattern = row.getString(5);
            QualityRule rule = new QualityRule(row.getString(4), pattern == null ? null : Pattern.compile(pattern),
                    QualityRule.Mode.valueOf(row.getString(6)), row.getString(7), row.getString(8), row.getString(9));
            all.add(new HeldRule(row.getUUID(0), row.getString(1), row.getBoolean(2), row.getInteger(3), rule, Set.of(row.getArrayOfStrings(10))));
        }
        Map<String, Rulebook> books = new HashMap<>();
        state.forEach((entity, stamp) -> {
            if (!entity.equals(FIELDS)) {
                books.put(entity, new Rulebook(entity, stamp, all.stream().filter(rule -> rule.holds() && rule.entity().equals(entity)).toList()));
            }
        });
        return new Shelf(state, books, all.stream().collect(Collectors.toMap(HeldRule::id, rule -> rule)));
    }
}

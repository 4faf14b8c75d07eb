package crm.governance.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.problem.Problem;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who may read the records of the other services, as these publish it, applied to what governance knows of the records. */
@Singleton
public class ReadRights {

    private static final List<String> SERVICES = List.of("leads", "opportunities", "campaigns", "cases", "governance");

    private record Table(String collection, Map<String, Scope> readers, Map<String, Set<String>> sensitive) {}

    private final Map<String, Table> tables = new HashMap<>();
    private final Pool pool;

    ReadRights(Pool pool, ObjectMapper json) {
        this.pool = pool;
        SERVICES.forEach(service -> load(service, json));
    }

    private void load(String service, ObjectMapper json) {
        try (InputStream published = Thread.currentThread().getContextClassLoader().getResourceAsStream("access/" + service + ".json")) {
            if (published != null) {
                json.readTree(published).path("records").forEachEntry(this::add);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(String recordType, JsonNode rules) {
        Map<String, Scope> readers = new HashMap<>();
        rules.path("read").forEachEntry((role, scope) -> readers.put(role, Scope.valueOf(scope.textValue())));
        Map<String, Set<String>> sensitive = new HashMap<>();
        rules.path("sensitive").forEachEntry((field, roles) -> {
            Set<String> readersOfField = sensitive.computeIfAbsent(field, any -> new TreeSet<>());
            roles.forEach(role -> readersOfField.add(role.textValue()));
        });
        tables.put(recordType, new Table(rules.path("collection").textValue(), readers, sensitive));
    }

    /** How far the caller sees records of this kind. */
    public Scope scope(Me me, String recordType) {
        Table table = tables.get(recordType);
        Scope widest = Scope.NONE;
        if (table != null) {
            for (String role : me.roles()) {
                Scope scope = table.readers().getOrDefault(role, Scope.NONE);
                widest = scope.reaches(widest) ? scope : widest;
            }
        }
        return widest;
    }

    /** Whether values of this field are not for everybody who sees the record. */
    public boolean isSensitive(String recordType, String field) {
        Table table = tables.get(recordType);
        return field.equals("customFields") || table != null && table.sensitive().containsKey(field);
    }

    /** Fields of such records whose values the caller has no need to know. */
    public Set<String> masked(Me me, String recordType) {
        Table table = tables.get(recordType);
        return table == null ? Set.of() : table.sensitive().entrySet().stream()
                .filter(field -> me.roles().stream().noneMatch(field.getValue()::contains))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Where the API shows a record of this kind; null where it does not. */
    public String link(String recordType, UUID id) {
        Table table = tables.get(recordType);
        return table == null ? null : "/api/v1/" + table.collection() + "/" + id;
    }

    /** Kinds of records that the caller sees any of. */
    public Set<String> readable(Me me) {
        return tables.keySet().stream().filter(type -> scope(me, type) != Scope.NONE).collect(Collectors.toSet());
    }

    /**
     * The condition that the caller may read the record whose type stands in {@code typeColumn}, and which
     * {@code known_record} has been joined to as {@code known}. Of a record that is not known nobody reads but who reads
     * all of its kind.
     */
    public String condition(Me me, String typeColumn, Parameters parameters) {
        Map<Scope, Set<String>> byScope = new EnumMap<>(Scope.class);
        tables.keySet().forEach(type -> byScope.computeIfAbsent(scope(me, type), any -> new TreeSet<>()).add(type));
        StringBuilder sql = new StringBuilder("(").append(typeColumn).append(" = any(")
                .append(parameters.add(byScope.getOrDefault(Scope.ALL, Set.of()).toArray(String[]::new))).append(')');
        for (Scope scope : List.of(Scope.TEAM, Scope.OWN)) {
            if (byScope.containsKey(scope)) {
                sql.append(" or (").append(typeColumn).append(" = any(").append(parameters.add(byScope.get(scope).toArray(String[]::new)))
                        .append(") and known.version > 0 and ").append(AccessSql.within(scope, me, parameters)).append(')');
            }
        }
        return sql.append(')').toString();
    }

    /**
     * Fails with 403 where the caller's roles do not work with records of this kind, and with 404 where this one is not
     * theirs to see. {@code mustBeKnown} refuses a record that governance has not heard of, too.
     */
    public Uni<Void> check(Me me, String recordType, UUID id, boolean mustBeKnown) {
        Scope scope = scope(me, recordType);
        if (scope == Scope.NONE) {
            throw Problem.forbidden("Your roles do not work with these records.");
        }
        if (scope == Scope.ALL && !mustBeKnown) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery("select owner, team from known_record where record_type = $1 and record_id = $2 and version > 0")
                .execute(Tuple.of(recordType, id))
                .invoke(rows -> {
                    var row = rows.iterator().hasNext() ? rows.iterator().next() : null;
                    if (row == null || !AccessSql.within(scope, me, row.getString(0), row.getString(1))) {
                        throw Problem.notFound();
                    }
                })
                .replaceWithVoid();
    }

    public boolean knows(String recordType) {
        return tables.containsKey(recordType);
    }
}

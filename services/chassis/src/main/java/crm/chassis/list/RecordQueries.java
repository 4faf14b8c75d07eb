package crm.chassis.list;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.FieldValues;
import crm.chassis.record.RecordJson;
import crm.chassis.record.RecordType;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Reads records as JSON straight from PostgreSQL, each caller only what the access rules let through. */
@Singleton
public final class RecordQueries {

    private static final int MAX_SEARCH_LENGTH = 200;
    private static final int MAX_SEARCH_WORDS = 8;

    /** A record as JSON with the version that its ETag shows. */
    public record Found(byte[] json, long version) {}

    private final Pool pool;
    private final ObjectMapper json;
    private final RecordJson recordJson;
    private final Clock clock;
    private final Map<RecordType<?>, String> wholes = new ConcurrentHashMap<>();

    RecordQueries(Pool pool, ObjectMapper json, RecordJson recordJson, Clock clock) {
        this.pool = pool;
        this.json = json;
        this.recordJson = recordJson;
        this.clock = clock;
    }

    /** One record, archived or not; fails with 404 where it does not exist or is not the caller's to see. */
    public Uni<Found> one(RecordType<?> type, UUID id, String fieldNames, Me me) {
        List<Field> fields = shown(type, fieldNames);
        Parameters parameters = new Parameters();
        String sql = select(type, fields) + "id = " + parameters.add(id)
                + " and " + readable(type, me, parameters);
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            var iterator = rows.iterator();
            if (!iterator.hasNext()) {
                throw Problem.notFound();
            }
            Row row = iterator.next();
            byte[] bytes = recordJson.write(generator -> recordJson.row(generator, fields, row, me.roles()));
            return new Found(bytes, row.getLong(1));
        });
    }

    /** A page: {@code {"items":[…],"nextCursor":…,"total":…}}. */
    public Uni<byte[]> page(RecordType<?> type, ListRequest request, Me me) {
        List<Field> fields = shown(type, request.fields());
        Sort sort = Sort.of(type, request.sort(), me);
        List<Field> selected = new ArrayList<>(fields);
        sort.fields().stream().filter(field -> !selected.contains(field)).forEach(selected::add);
        Parameters parameters = new Parameters();
        String condition = condition(type, request.filter(), request.q(), me, parameters);
        List<Object> after = request.cursor() == null ? null : Keyset.values(json, request.cursor(), sort.text(), sort.fields());
        String select = select(type, selected) + condition;
        String sql = sort.page(select, after, request.limit() + 1, parameters);
        return pool.preparedQuery(sql).execute(parameters.tuple())
                .flatMap(rows -> total(type, request, me).map(total -> render(rows, fields, selected, sort, request.limit(), total, me)));
    }

    /** Begins a statement; that of whole records is the same each time, and long. */
    private String select(RecordType<?> type, List<Field> fields) {
        return fields.equals(type.fields()) ? wholes.computeIfAbsent(type, any -> selection(any, any.fields())) : selection(type, fields);
    }

    private static String selection(RecordType<?> type, List<Field> fields) {
        return "select " + columns(fields) + " from " + type.table() + " where ";
    }

    /** The select of all that a caller may read and asked for, in the order of the sort, for reading it as a stream. */
    public String all(RecordType<?> type, List<Field> fields, String filter, String q, String sort, Me me, Parameters parameters) {
        String select = "select " + columns(fields) + " from " + type.table() + " where " + condition(type, filter, q, me, parameters);
        return Sort.of(type, sort == null || sort.isBlank() ? Sort.DEFAULT : sort, me).page(select, null, Integer.MAX_VALUE, parameters);
    }

    private Uni<Long> total(RecordType<?> type, ListRequest request, Me me) {
        if (!request.count()) {
            return Uni.createFrom().nullItem();
        }
        Parameters parameters = new Parameters();
        String sql = "select count(*) from " + type.table() + " where "
                + condition(type, request.filter(), request.q(), me, parameters);
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> rows.iterator().next().getLong(0));
    }

    private byte[] render(RowSet<Row> rows, List<Field> fields, List<Field> selected, Sort sort, int limit, Long total, Me me) {
        return recordJson.write((rows.size() + 1) * RecordJson.USUAL_BYTES, generator -> {
            generator.writeStartObject();
            generator.writeArrayFieldStart("items");
            Row last = null;
            boolean more = false;
            int written = 0;
            for (Row row : rows) {
                if (written == limit) {
                    more = true;
                    break;
                }
                recordJson.row(generator, fields, row, me.roles());
                last = row;
                written++;
            }
            generator.writeEndArray();
            generator.writeFieldName("nextCursor");
            if (more) {
                generator.writeString(Keyset.cursor(json, sort.text(), keys(last, selected, sort)));
            } else {
                generator.writeNull();
            }
            if (total != null) {
                generator.writeNumberField("total", total);
            }
            generator.writeEndObject();
        });
    }

    private static List<Object> keys(Row row, List<Field> selected, Sort sort) {
        List<Object> keys = new ArrayList<>();
        sort.fields().forEach(field -> keys.add(row.getValue(selected.indexOf(field))));
        return keys;
    }

    /** What a caller may read and asked for; archived records only come where the filter speaks of archivedAt. */
    public String condition(RecordType<?> type, String filter, String q, Me me, Parameters parameters) {
        StringBuilder condition = new StringBuilder(readable(type, me, parameters));
        boolean filtered = filter != null && !filter.isBlank();
        if (!filtered || !filter.contains("archivedAt")) {
            condition.append(" and archived_at is null");
        }
        if (filtered) {
            condition.append(" and ").append(new FilterSql(type, me, clock, parameters).condition(filter));
        }
        for (String word : words(q)) {
            condition.append(" and search_text like ").append(parameters.add("%" + FilterSql.pattern(word.replace("*", "")) + "%"));
        }
        return condition.toString();
    }

    /** The part of {@link #condition} that every read carries. */
    public static String readable(RecordType<?> type, Me me, Parameters parameters) {
        return AccessSql.within(type.access().read(me), me, parameters);
    }

    private static List<String> words(String q) {
        if (q == null || q.isBlank()) {
            return List.of();
        }
        List<String> words = List.of(q.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        if (q.length() > MAX_SEARCH_LENGTH || words.size() > MAX_SEARCH_WORDS) {
            String detail = "A search may have at most " + MAX_SEARCH_WORDS + " words and " + MAX_SEARCH_LENGTH + " characters.";
            throw Problem.malformed(detail, new FieldError("q", detail));
        }
        return words;
    }

    /** Fields to show; all of the type where none are named. */
    public static List<Field> shown(RecordType<?> type, String names) {
        List<String> wanted = ListRequest.names(names);
        if (wanted.isEmpty()) {
            return type.fields();
        }
        Set<Field> fields = new LinkedHashSet<>(List.of(type.field("id"), type.field("version")));
        for (String name : wanted) {
            Field field = type.field(name);
            if (field == null) {
                String detail = "There is no field " + FieldValues.shortened(name) + ". Fields: " + type.names(known -> true) + ".";
                throw Problem.malformed(detail, new FieldError("fields", detail));
            }
            fields.add(field);
        }
        return List.copyOf(fields);
    }

    /** The select list; JSON columns come as text, which is written out as it is. */
    public static String columns(List<Field> fields) {
        return fields.stream()
                .map(field -> switch (field.type()) {
                    case OBJECT, CUSTOM, JSON -> field.sql() + "::text";
                    default -> field.isComputed() || field.type() == FieldType.TEXT && field.isPart() ? "(" + field.sql() + ")" : field.sql();
                })
                .collect(Collectors.joining(", "));
    }
}

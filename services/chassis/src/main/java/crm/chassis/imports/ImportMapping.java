package crm.chassis.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.RecordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which column of a file goes into which field. Without a mapping, columns that are named like fields map themselves,
 * as their path or as people write it ({@code firstName}, {@code First Name}, {@code first_name}).
 */
final class ImportMapping {

    private static final Set<String> MEMBERS = Set.of("field", "values", "default", "format", "lookup", "type");
    private static final Set<String> CUSTOM_TYPES = Set.of("text", "number", "boolean");

    private final RecordType<?> type;
    private final Me me;
    private final RecordKinds kinds;
    private final List<ImportColumn> columns = new ArrayList<>();
    private final List<FieldError> errors = new ArrayList<>();
    private final Set<String> mapped = new HashSet<>();

    private ImportMapping(RecordType<?> type, Me me, RecordKinds kinds) {
        this.type = type;
        this.me = me;
        this.kinds = kinds;
    }

    /**
     * Reads a mapping.
     *
     * @param json as the caller gave it; null for none
     * @throws Problem 400 that names everything that does not fit
     */
    static ImportMapping of(RecordType<?> type, List<String> header, JsonNode json, Me me, RecordKinds kinds) {
        ImportMapping mapping = new ImportMapping(type, me, kinds);
        if (json == null || json.isNull()) {
            mapping.mapItself(header);
        } else if (json.isObject()) {
            json.fields().forEachRemaining(member -> mapping.column(header, member.getKey(), member.getValue()));
        } else {
            mapping.error("The mapping has to be a JSON object from column to field.");
        }
        if (mapping.errors.isEmpty() && mapping.columns.isEmpty()) {
            mapping.error("No column goes into a field. Columns: " + names(header) + ".");
        }
        if (!mapping.errors.isEmpty()) {
            throw Problem.malformed("The columns of the file and the fields of the record do not fit together.",
                    mapping.errors.toArray(FieldError[]::new));
        }
        return mapping;
    }

    List<ImportColumn> columns() {
        return columns;
    }

    /** Names of the columns that go nowhere. */
    List<String> ignored(List<String> header) {
        Set<Integer> used = new HashSet<>();
        columns.forEach(column -> used.add(column.index()));
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (!used.contains(i)) {
                ignored.add(header.get(i).isEmpty() ? "(column " + (i + 1) + ")" : header.get(i));
            }
        }
        return ignored;
    }

    private void mapItself(List<String> header) {
        Map<String, Field> byName = new HashMap<>();
        for (Field field : type.fieldsAndParts()) {
            if (isImportable(field)) {
                byName.put(plain(field.path()), field);
            }
        }
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            boolean own = name.startsWith("customFields.");
            Field field = own ? type.field(name) : byName.get(plain(name));
            if (field != null && mapped.add(field.path())) {
                columns.add(new ImportColumn(i, field, Map.of(), null, null, null, own ? cellType(field) : null, Spelling.of(field)));
            }
        }
    }

    /** What the cells of a company's own field become. */
    private static String cellType(Field field) {
        return switch (field.type()) {
            case DECIMAL -> "number";
            case BOOLEAN -> "boolean";
            default -> "text";
        };
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    private void column(List<String> header, String name, JsonNode target) {
        int index = header.indexOf(name.strip());
        if (index < 0 || name.isBlank()) {
            error("The file has no column " + ImportColumn.shortened(name) + ". Columns: " + names(header) + ".");
        } else if (target.isArray()) {
            target.forEach(each -> target(index, name, each));
        } else if (!target.isNull()) {
            target(index, name, target);
        }
    }

    private void target(int index, String name, JsonNode target) {
        JsonNode path = target.isObject() ? target.path("field") : target;
        if (!path.isTextual()) {
            error("The mapping of " + ImportColumn.shortened(name) + " has to be the name of a field, an object with a field, or a list of these.");
            return;
        }
        Field field = type.field(path.textValue());
        if (field == null || !isImportable(field)) {
            error("There is no field " + ImportColumn.shortened(path.textValue()) + " that an import could set. Fields: "
                    + type.names(this::isImportable) + ", customFields.<name>.");
        } else if (!mapped.add(field.path())) {
            error("Two columns go into " + field.path() + ".");
        } else {
            columns.add(column(index, field, target.isObject() ? (ObjectNode) target : null));
        }
    }

    private boolean isImportable(Field field) {
        boolean settable = field.isPart() ? field.parent().isImportable() : field.isImportable();
        return settable && field.type() != FieldType.JSON && field.readableWith(me.roles())
                && (!field.isPart() || field.parent().readableWith(me.roles()));
    }

    private ImportColumn column(int index, Field field, ObjectNode options) {
        String custom = field.isCustomPart() ? cellType(field) : null;
        if (options == null) {
            return new ImportColumn(index, field, Map.of(), null, null, null, custom, Spelling.of(field));
        }
        options.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                error("A mapping has no member " + ImportColumn.shortened(member) + "; it has field, values, default, format, lookup, type.");
            }
        });
        if (options.has("type")) {
            String wanted = options.path("type").asText().toLowerCase(Locale.ROOT);
            if (custom == null || !CUSTOM_TYPES.contains(wanted)) {
                error("A type is for customFields alone: text, number or boolean.");
            }
            custom = wanted;
        }
        return new ImportColumn(index, field, values(field, options.path("values")), text(options.path("default")),
                format(field, options), lookup(field, options), custom, Spelling.of(field));
    }

    private Map<String, String> values(Field field, JsonNode values) {
        Map<String, String> translated = new HashMap<>();
        if (!values.isMissingNode() && !values.isObject()) {
            error("The values of " + field.path() + " have to be an object from cell to value.");
        }
        values.fields().forEachRemaining(value -> translated.put(value.getKey(), text(value.getValue())));
        return translated;
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : value.isValueNode() ? value.asText() : value.toString();
    }

    private CellFormat format(Field field, ObjectNode options) {
        if (!options.has("format")) {
            return null;
        }
        try {
            return CellFormat.of(field, options.path("format").asText());
        } catch (IllegalArgumentException unfit) {
            error(unfit.getMessage());
            return null;
        }
    }

    private Lookup lookup(Field field, ObjectNode options) {
        if (!options.has("lookup")) {
            return null;
        }
        RecordType<?> referenced = field.referenced() == null ? null : kinds.named(field.referenced()).orElse(null);
        Field by = referenced == null ? null : referenced.field(options.path("lookup").asText());
        if (by == null || by.type() != FieldType.TEXT || by.isPart() || by.isComputed() || !by.readableWith(me.roles())) {
            error(referenced == null
                    ? field.path() + " refers to no record of this service, so there is nothing to look up."
                    : "A " + referenced.name() + " cannot be looked up by " + ImportColumn.shortened(options.path("lookup").asText()) + ".");
            return null;
        }
        return new Lookup(referenced, by);
    }

    private void error(String detail) {
        errors.add(new FieldError("mapping", detail));
    }

    private static String names(List<String> header) {
        return String.join(", ", header.stream().filter(name -> !name.isEmpty()).map(ImportColumn::shortened).toList());
    }

    /** The mapping as JSON, as a caller may give it. */
    static JsonNode parse(String mapping, ObjectMapper json) {
        if (mapping == null || mapping.isBlank()) {
            return null;
        }
        try {
            return json.readTree(mapping);
        } catch (com.fasterxml.jackson.core.JsonProcessingException unreadable) {
            String detail = "The mapping is not valid JSON.";
            throw Problem.malformed(detail, new FieldError("mapping", detail));
        }
    }
}

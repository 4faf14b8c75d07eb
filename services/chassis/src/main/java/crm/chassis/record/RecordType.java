package crm.chassis.record;

import crm.chassis.access.AccessRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one description of a kind of record. Lists, filters, pages, summaries, writes, import, export, history, access
 * and the OpenAPI document follow from it.
 *
 * @param <T> the entity
 */
public final class RecordType<T extends CrmRecord> {

    private final Class<T> entity;
    private final String name;
    private final String collection;
    private final String table;
    private final AccessRules access;
    private final RecordEvents events;
    private final boolean told;
    private final boolean copied;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<String, FieldAccess> accessors = new LinkedHashMap<>();
    private final List<Field> top;
    private volatile List<QualityRule> rules = List.of();

    private RecordType(Builder<T> builder) {
        entity = builder.entity;
        name = builder.name;
        collection = builder.collection;
        table = builder.table == null ? Field.snake(builder.name) : builder.table;
        access = builder.access;
        events = builder.events;
        told = builder.told;
        copied = builder.copied;
        List<Field> all = new ArrayList<>(Standard.BEFORE);
        all.addAll(builder.fields);
        all.addAll(Standard.after());
        for (Field field : all) {
            if (fields.put(field.path(), field) != null) {
                throw new IllegalArgumentException(name + " describes " + field.path() + " twice");
            }
            field.parts().forEach(part -> fields.put(part.path(), part));
            if (!field.isComputed()) {
                accessors.put(field.name(), new FieldAccess(entity, field.name()));
            }
        }
        top = List.copyOf(all);
        builder.filters.forEach(field -> fields.putIfAbsent(field.path(), field));
    }

    /**
     * Begins a description.
     *
     * @param name singular, camel case, as in {@code lead}; the table has the same name in snake case
     * @param collection plural, kebab case, as in {@code leads}; the path of the API
     */
    public static <T extends CrmRecord> Builder<T> of(Class<T> entity, String name, String collection) {
        return new Builder<>(entity, name, collection);
    }

    public Class<T> entity() {
        return entity;
    }

    public String name() {
        return name;
    }

    public String collection() {
        return collection;
    }

    public String table() {
        return table;
    }

    public AccessRules access() {
        return access;
    }

    public RecordEvents events() {
        return events;
    }

    /** Whether others hear of records of this kind at all. */
    public boolean isTold() {
        return told;
    }

    /** Whether others keep copies of these records, so that they are told again when those are lost. */
    public boolean isCopied() {
        return copied || events.changed() != null;
    }

    /** The fields in the order of the description, objects whole. */
    public List<Field> fields() {
        return top;
    }

    /** A field or a part of one by its path; null where there is none. */
    public Field field(String path) {
        Field field = fields.get(path);
        return field == null && path.startsWith("customFields.")
                ? fields.get("customFields").customPart(path.substring("customFields.".length()))
                : field;
    }

    /** The fields that the company published for records of this kind. */
    public OwnFields ownFields() {
        return fields.get("customFields").own();
    }

    /** The quality rules that hold at this moment. */
    public List<QualityRule> rules() {
        return rules;
    }

    /** From now on these rules hold and no others. */
    public void publishRules(List<QualityRule> published) {
        rules = List.copyOf(published);
    }

    /** All fields and all parts of objects. */
    public Collection<Field> fieldsAndParts() {
        return fields.values();
    }

    /** Fields that have a column, in a fixed order. */
    public List<Field> stored() {
        return top.stream().filter(field -> !field.isComputed()).toList();
    }

    public Object get(T record, Field field) {
        if (field.isComputed()) {
            return field.computation().apply(record);
        }
        if (field.isPart()) {
            Object object = accessors.get(field.parent().name()).get(record);
            return object instanceof Map<?, ?> parts ? parts.get(field.name()) : null;
        }
        return accessors.get(field.name()).get(record);
    }

    /** Sets a value of the type that {@link FieldValues} makes for the field. */
    @SuppressWarnings("unchecked")
    public void set(T record, Field field, Object value) {
        if (field.isPart()) {
            FieldAccess object = accessors.get(field.parent().name());
            Map<String, Object> parts = new LinkedHashMap<>();
            if (object.get(record) instanceof Map<?, ?> known) {
                parts.putAll((Map<String, Object>) known);
            }
            if (value == null) {
                parts.remove(field.name());
            } else {
                parts.put(field.name(), value);
            }
            object.set(record, parts.isEmpty() ? null : parts);
            return;
        }
        FieldAccess accessor = accessors.get(field.name());
        accessor.set(record, fitting(field, value, accessor.valueType()));
    }

    private static Object fitting(Field field, Object value, Class<?> type) {
        if (value instanceof Long number && (type == int.class || type == Integer.class)) {
            return Math.toIntExact(number);
        }
        if (value == null && type == boolean.class) {
            return false;
        }
        if (value == null && (type == int.class || type == long.class)) {
            return type == int.class ? (Object) 0 : (Object) 0L;
        }
        if (value == null && field.own() != null) {
            return new LinkedHashMap<String, Object>();
        }
        if (value == null && field.type().listed()) {
            return new String[0];
        }
        return value;
    }

    /** A new empty record. */
    public T create() {
        try {
            return entity.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(entity + " needs a public constructor without parameters", impossible);
        }
    }

    /** Names of the fields that {@code test} accepts, sorted, for a message. */
    public String names(java.util.function.Predicate<Field> test) {
        return fields.values().stream().filter(test).map(Field::path).sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name;
    }

    /** What every record has, described once. */
    private static final class Standard {
        static final List<Field> BEFORE = List.of(
                Field.reference("id", null).sortable(),
                Field.integer("version").internal());

        /** Made anew for each type, since the company publishes fields for each. */
        static List<Field> after() {
            return List.of(
                    Field.text("owner").max(120).sortable(),
                    Field.text("team").max(120),
                    Field.texts("tags"),
                    Field.custom("customFields"),
                    Field.text("externalId").max(200),
                    Field.text("source").max(60),
                    Field.instant("createdAt").readOnly().sortable(),
                    Field.text("createdBy").internal(),
                    Field.instant("updatedAt").internal().sortable(),
                    Field.text("updatedBy").internal(),
                    Field.instant("archivedAt").internal());
        }
    }

    /** Collects a description; {@link #build()} checks that the entity has every field. */
    public static final class Builder<T extends CrmRecord> {
        private final Class<T> entity;
        private final String name;
        private final String collection;
        private final List<Field> fields = new ArrayList<>();
        private final List<Field> filters = new ArrayList<>();
        private String table;
        private AccessRules access;
        private RecordEvents events = RecordEvents.NONE;
        private boolean told = true;
        private boolean copied;

        private Builder(Class<T> entity, String name, String collection) {
            this.entity = entity;
            this.name = name;
            this.collection = collection;
        }

        public Builder<T> fields(Field... described) {
            Stream.of(described).forEach(fields::add);
            return this;
        }

        /** What lists are filtered and grouped by and no record shows, computed by the database alone. */
        public Builder<T> filters(Field... described) {
            Stream.of(described).forEach(filters::add);
            return this;
        }

        /** Names the table where the name of the record cannot name it, as a word that SQL keeps to itself. */
        public Builder<T> table(String name) {
            table = name;
            return this;
        }

        public Builder<T> access(AccessRules rules) {
            access = rules;
            return this;
        }

        public Builder<T> events(RecordEvents types) {
            events = types;
            return this;
        }

        /** Others keep copies of these records, although they have no events of their own. */
        public Builder<T> copied() {
            copied = true;
            return this;
        }

        /** Nobody else hears of these records, not even the audit: for what is private, or told in other words. */
        public Builder<T> untold() {
            told = false;
            return this;
        }

        public RecordType<T> build() {
            return new RecordType<>(this);
        }
    }
}

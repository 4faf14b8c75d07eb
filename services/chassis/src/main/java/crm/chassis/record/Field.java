package crm.chassis.record;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * One field of a record type: its name in the API, its column, and what may be done with it. Built with the static
 * methods and refined with the fluent ones, each of which answers a new field.
 */
public final class Field {

    static final int DEFAULT_TEXT_LENGTH = 255;
    static final int DEFAULT_DECIMALS = 4;

    private final String name;
    private final FieldType type;
    private String sql;
    private final SerializedString label;
    private int maxLength = DEFAULT_TEXT_LENGTH;
    private int decimals = DEFAULT_DECIMALS;
    private boolean required;
    private boolean readOnly;
    private boolean importable = true;
    private boolean filterable = true;
    private boolean sortable;
    private boolean searchable;
    private TextFormat format = TextFormat.PLAIN;
    private Class<? extends Enum<?>> enumType;
    private List<Field> parts = List.of();
    private Field parent;
    private Set<String> readers = Set.of();
    private Function<CrmRecord, Object> computation;
    private String baseField;
    private String currencyField;
    private String referenced;
    private List<String> linked = List.of();
    private List<String> usual = List.of();
    private boolean usualAsOthers;
    private OwnFields own;

    private Field(String name, FieldType type) {
        this.name = name;
        this.label = new SerializedString(name);
        this.type = type;
        this.sql = snake(name);
    }

    private Field(Field from) {
        this(from.name, from.type);
        sql = from.sql;
        maxLength = from.maxLength;
        decimals = from.decimals;
        required = from.required;
        readOnly = from.readOnly;
        importable = from.importable;
        filterable = from.filterable;
        sortable = from.sortable;
        searchable = from.searchable;
        format = from.format;
        enumType = from.enumType;
        parts = from.parts;
        parent = from.parent;
        readers = from.readers;
        computation = from.computation;
        baseField = from.baseField;
        currencyField = from.currencyField;
        referenced = from.referenced;
        linked = from.linked;
        usual = from.usual;
        usualAsOthers = from.usualAsOthers;
        own = from.own;
    }

    public static Field text(String name) {
        return new Field(name, FieldType.TEXT);
    }

    /** Text of a form that the API promises, see {@link TextFormat}. */
    public static Field text(String name, TextFormat format) {
        Field field = new Field(name, FieldType.TEXT);
        field.format = format;
        field.maxLength = format.maxLength();
        return field;
    }

    public static Field integer(String name) {
        return new Field(name, FieldType.INTEGER);
    }

    public static Field decimal(String name) {
        return new Field(name, FieldType.DECIMAL);
    }

    public static Field bool(String name) {
        return new Field(name, FieldType.BOOLEAN);
    }

    public static Field date(String name) {
        return new Field(name, FieldType.DATE);
    }

    public static Field instant(String name) {
        return new Field(name, FieldType.INSTANT);
    }

    public static Field choice(String name, Class<? extends Enum<?>> enumType) {
        Field field = new Field(name, FieldType.ENUM);
        field.enumType = enumType;
        return field;
    }

    /** The id of a record of another type; {@code type} is its singular name, as in {@code account}. */
    public static Field reference(String name, String type) {
        Field field = new Field(name, FieldType.REFERENCE);
        field.referenced = type;
        return field;
    }

    public static Field texts(String name) {
        return new Field(name, FieldType.TEXTS);
    }

    /** A list of texts that each have a form, such as email addresses. */
    public static Field texts(String name, TextFormat format) {
        Field field = texts(name);
        field.format = format;
        field.maxLength = format.maxLength();
        return field;
    }

    /** Links to records of these types, by their singular names as in {@code account}; filtered as {@code field==account:<id>}. */
    public static Field links(String name, String... types) {
        Field field = new Field(name, FieldType.LINKS);
        field.linked = List.of(types);
        return field;
    }

    /** A JSON object kept in one column; only its described parts are accepted. */
    public static Field object(String name, Field... parts) {
        Field field = new Field(name, FieldType.OBJECT);
        field.parts = java.util.Arrays.stream(parts).map(part -> part.within(field)).toList();
        return field;
    }

    /** The JSON object of the fields that a company added itself. */
    public static Field custom(String name) {
        Field field = new Field(name, FieldType.CUSTOM);
        field.own = new OwnFields(field);
        return field;
    }

    /** A JSON value that only the service writes. */
    public static Field json(String name) {
        Field field = new Field(name, FieldType.JSON);
        field.readOnly = true;
        field.importable = false;
        field.filterable = false;
        return field;
    }

    /**
     * A value that no column holds.
     *
     * @param sql what PostgreSQL computes it with when it reads
     * @param computation the same for a record in memory
     */
    public static Field computed(Field shape, String sql, Function<CrmRecord, Object> computation) {
        Field field = new Field(shape);
        field.sql = sql;
        field.computation = computation;
        field.readOnly = true;
        field.importable = false;
        return field;
    }

    /** A value that only the database knows, for {@link RecordType.Builder#filters}. */
    public static Field found(Field shape, String sql) {
        return computed(shape, sql, record -> null);
    }

    /** One of the company's own fields; null where the name cannot be one. */
    Field customPart(String part) {
        Field published = own.field(part);
        return published != null ? published : part.matches(CustomFields.NAME) ? new Field(part, FieldType.TEXT).within(this) : null;
    }

    /** A published field of the company; values of another kind that were stored before count as none. */
    Field ownOf(Field customFields) {
        Field part = within(customFields);
        String kind = switch (type) {
            case DECIMAL -> "numeric";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case REFERENCE -> "uuid";
            default -> null;
        };
        if (kind != null) {
            String text = customFields.sql + "->>'" + name + "'";
            part.sql = "(case when pg_input_is_valid(" + text + ", '" + kind + "') then (" + text + ")::" + kind + " end)";
        }
        return part;
    }

    /** The fields that the company published; null where this is not the field that holds them. */
    public OwnFields own() {
        return own;
    }

    /** Whether it is a published field of the company, with a type of its own. */
    public boolean isOwn() {
        return isCustomPart() && parent.own.field(name) != null;
    }

    private Field within(Field object) {
        Field part = new Field(this);
        part.parent = object;
        String cast = switch (type) {
            case INTEGER -> "::bigint";
            case DECIMAL -> "::numeric";
            case BOOLEAN -> "::boolean";
            default -> "";
        };
        part.sql = "(" + object.sql + "->>'" + name + "')" + cast;
        return part;
    }

    public Field max(int length) {
        Field field = new Field(this);
        field.maxLength = length;
        return field;
    }

    /** How many digits a number may have behind the point; 4 unless told otherwise. */
    public Field decimals(int number) {
        Field field = new Field(this);
        field.decimals = number;
        return field;
    }

    public Field required() {
        Field field = new Field(this);
        field.required = true;
        return field;
    }

    /** People and API clients cannot set it; an import may, since it brings history. */
    public Field readOnly() {
        Field field = new Field(this);
        field.readOnly = true;
        return field;
    }

    /** Neither people nor imports can set it. */
    public Field internal() {
        Field field = readOnly();
        field.importable = false;
        return field;
    }

    /** Values that it usually has; others are accepted, but an import asks whether one that is nearly one of them was meant. */
    public Field usually(List<String> values) {
        Field field = new Field(this);
        field.usual = List.copyOf(values);
        return field;
    }

    /** What many records have is what it usually has as well; for an import this is asked of the records themselves. */
    public Field usuallyAsOthers() {
        Field field = new Field(this);
        field.usualAsOthers = true;
        return field;
    }

    /** Lists may be sorted by it; an index (field, id) has to stand behind it. */
    public Field sortable() {
        Field field = new Field(this);
        field.sortable = true;
        return field;
    }

    /** The text search {@code q} looks into it; the {@code search_text} column has to contain it. */
    public Field searchable() {
        Field field = new Field(this);
        field.searchable = true;
        return field;
    }

    /** Only these roles see the value; all others see that it is masked and can neither filter nor sort by it. */
    public Field sensitive(String... rolesWithNeed) {
        Field field = new Field(this);
        field.readers = Set.of(rolesWithNeed);
        return field;
    }

    /** The field that holds the same amount in the base currency; sums use that one. */
    public Field summedAs(String fieldInBaseCurrency) {
        Field field = new Field(this);
        field.baseField = fieldInBaseCurrency;
        return field;
    }

    /** An amount in the currency that another field names; it is only added up within one currency. */
    public Field amountIn(String currency) {
        Field field = new Field(this);
        field.currencyField = currency;
        return field;
    }

    /** Name in the API; a part of an object carries the object's name too: {@code address.city}. */
    public String path() {
        return parent == null ? name : parent.name + "." + name;
    }

    public String name() {
        return name;
    }

    /** The name as a member of JSON, ready to be written. */
    SerializableString label() {
        return label;
    }

    public FieldType type() {
        return type;
    }

    /** Column name, or the SQL expression of a part or a computed field. */
    public String sql() {
        return sql;
    }

    public int maxLength() {
        return maxLength;
    }

    public int decimals() {
        return decimals;
    }

    public boolean isRequired() {
        return required;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    public boolean isImportable() {
        return importable && computation == null;
    }

    public boolean isFilterable() {
        return filterable && type != FieldType.OBJECT && type != FieldType.JSON && type != FieldType.CUSTOM;
    }

    public boolean isSortable() {
        return sortable;
    }

    public boolean isSearchable() {
        return searchable;
    }

    public boolean isComputed() {
        return computation != null;
    }

    public boolean isPart() {
        return parent != null;
    }

    public boolean isCustomPart() {
        return parent != null && parent.type == FieldType.CUSTOM;
    }

    public Field parent() {
        return parent;
    }

    public List<Field> parts() {
        return parts;
    }

    public TextFormat format() {
        return format;
    }

    public Class<? extends Enum<?>> enumType() {
        return enumType;
    }

    /** Singular name of the record type that a reference points to; null for other fields. */
    public String referenced() {
        return referenced;
    }

    /** Types of record that a list of links may point to. */
    public List<String> linked() {
        return linked;
    }

    /** Values that it usually has, of a text; empty where nobody can tell. */
    public List<String> usualValues() {
        return usual;
    }

    public boolean isUsuallyAsOthers() {
        return usualAsOthers;
    }

    /** The field with the currency of this amount; null where it is no amount of money. */
    public String currencyField() {
        return currencyField;
    }

    public String baseField() {
        return baseField;
    }

    public boolean isSensitive() {
        return !readers.isEmpty();
    }

    public boolean readableWith(Set<String> roles) {
        return readers.isEmpty() || readers.stream().anyMatch(roles::contains);
    }

    Function<CrmRecord, Object> computation() {
        return computation;
    }

    /** Names that an ENUM field accepts, in the order of their declaration. */
    public List<String> choices() {
        return enumType == null
                ? List.of()
                : java.util.Arrays.stream(enumType.getEnumConstants()).map(Enum::name).toList();
    }

    @Override
    public String toString() {
        return path();
    }

    static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}

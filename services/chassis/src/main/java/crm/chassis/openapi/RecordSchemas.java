package crm.chassis.openapi;

import crm.chassis.change.Records;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import jakarta.enterprise.util.TypeLiteral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Schemas of a record type: as it is read, as it is created, as a patch, and as a page of a list. */
final class RecordSchemas {

    static final TypeLiteral<Records<?>> RECORDS = new TypeLiteral<>() {};

    /** Names the fields by which a list of such records can be sorted. */
    private static final String SORTABLE = "x-sortable";

    private RecordSchemas() {}

    static String name(RecordType<?> type) {
        return Character.toUpperCase(type.name().charAt(0)) + type.name().substring(1);
    }

    static void add(Components components, RecordType<?> type) {
        String name = name(type);
        components.addSchema(name, object(type.fields(), List.of("id", "version", "createdAt", "createdBy", "updatedAt", "updatedBy"), false)
                .addExtension(SORTABLE, type.fields().stream().filter(Field::isSortable).map(Field::name).toList()));
        List<Field> settable = RecordDocuments.settable(type);
        components.addSchema(name + "Input", object(settable, required(settable), false).additionalPropertiesBoolean(false));
        List<Field> patchable = settable.stream().filter(field -> !field.name().equals("id")).toList();
        components.addSchema(name + "Patch", object(patchable, List.of(), true).additionalPropertiesBoolean(false));
        components.addSchema(name + "Page", OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).required(List.of("items", "nextCursor"))
                .addProperty("items", OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(RecordDocuments.ref(name)))
                .addProperty("nextCursor", OASFactory.createSchema().addType(Schema.SchemaType.STRING).addType(Schema.SchemaType.NULL))
                .addProperty("total", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER)));
    }

    private static List<String> required(List<Field> fields) {
        return fields.stream().filter(Field::isRequired).map(Field::name).toList();
    }

    private static Schema object(List<Field> fields, List<String> required, boolean nullable) {
        Schema object = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
        fields.forEach(field -> object.addProperty(field.name(), nullable ? orNull(value(field)) : value(field)));
        return required.isEmpty() ? object : object.required(new ArrayList<>(required));
    }

    /** In a merge patch null takes the value away (RFC 7396). */
    private static Schema orNull(Schema schema) {
        if (schema.getEnumeration() != null) {
            schema.addEnumeration(null);
        }
        return schema.getType() == null ? schema : schema.addType(Schema.SchemaType.NULL);
    }

    private static Schema value(Field field) {
        Schema schema = OASFactory.createSchema();
        return switch (field.type()) {
            case TEXT -> text(field, schema.addType(Schema.SchemaType.STRING));
            case INTEGER -> schema.addType(Schema.SchemaType.INTEGER).format("int64");
            case DECIMAL -> schema.addType(Schema.SchemaType.NUMBER).multipleOf(BigDecimal.ONE.movePointLeft(field.decimals()));
            case BOOLEAN -> schema.addType(Schema.SchemaType.BOOLEAN);
            case DATE -> schema.addType(Schema.SchemaType.STRING).format("date");
            case INSTANT -> schema.addType(Schema.SchemaType.STRING).format("date-time");
            case ENUM -> schema.addType(Schema.SchemaType.STRING).enumeration(new ArrayList<>(field.choices()));
            case REFERENCE -> schema.addType(Schema.SchemaType.STRING).format("uuid");
            case TEXTS -> schema.addType(Schema.SchemaType.ARRAY).items(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
            case LINKS -> schema.addType(Schema.SchemaType.ARRAY).items(OASFactory.createSchema().addType(Schema.SchemaType.OBJECT)
                    .required(List.of("type", "id"))
                    .addProperty("type", OASFactory.createSchema().addType(Schema.SchemaType.STRING).enumeration(new ArrayList<>(field.linked())))
                    .addProperty("id", OASFactory.createSchema().addType(Schema.SchemaType.STRING).format("uuid"))
                    .additionalPropertiesBoolean(false));
            case OBJECT -> object(field.parts(), List.of(), false).additionalPropertiesBoolean(false);
            case CUSTOM -> schema.addType(Schema.SchemaType.OBJECT).description("Fields that the company added itself");
            case JSON -> schema.description("Written by the service");
        };
    }

    private static Schema text(Field field, Schema schema) {
        if (field.isSensitive()) {
            schema.description("Shown as *** to roles without need");
        }
        if (field.format() == TextFormat.EMAIL) {
            schema.format("email");
        }
        return schema.maxLength(field.maxLength());
    }
}

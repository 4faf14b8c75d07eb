package crm.chassis.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.chassis.problem.Reason;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Links of a record to records of several kinds. The API shows {@code [{"type":"account","id":"…"}]}; a column and a filter
 * write {@code account:<id>}, so that an index over the array finds all that is linked to a record.
 */
public final class Links {

    private static final int MAX = 20;

    private Links() {}

    /** A link as it is stored. */
    public static String of(String type, UUID id) {
        return type + ":" + id;
    }

    /** Kind of the record that a stored link points to. */
    public static String type(String link) {
        return link.substring(0, link.indexOf(':'));
    }

    /** Id of the record that a stored link points to. */
    public static UUID id(String link) {
        return UUID.fromString(link.substring(link.indexOf(':') + 1));
    }

    /** Stored links as the API shows them. */
    public static ArrayNode json(String[] links) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (String link : links) {
            array.addObject().put("type", type(link)).put("id", id(link).toString());
        }
        return array;
    }

    static String[] ofJson(Field field, JsonNode node) throws FieldValues.Refused {
        if (!node.isArray()) {
            throw refused(field);
        }
        Set<String> links = new LinkedHashSet<>();
        for (JsonNode link : node) {
            if (!link.isObject() || link.size() != 2 || !link.path("type").isTextual() || !link.path("id").isTextual()) {
                throw refused(field);
            }
            links.add(checked(field, link.path("type").textValue(), link.path("id").textValue()));
        }
        return bounded(field, links);
    }

    /** Links from a cell or a filter, {@code account:<id>}, parted by commas or semicolons. */
    static String[] ofText(Field field, String text) throws FieldValues.Refused {
        Set<String> links = new LinkedHashSet<>();
        for (String link : text.split("\\s*[;,]\\s*")) {
            int colon = link.indexOf(':');
            if (colon < 0) {
                throw refused(field);
            }
            links.add(checked(field, link.substring(0, colon), link.substring(colon + 1)));
        }
        return bounded(field, links);
    }

    static void write(JsonGenerator generator, String[] links) throws IOException {
        generator.writeStartArray();
        for (String link : links) {
            generator.writeStartObject();
            generator.writeStringField("type", type(link));
            generator.writeStringField("id", id(link).toString());
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    static String words(Field field) {
        return "a list of links such as {\"type\":\"" + field.linked().get(0) + "\",\"id\":\"…\"} to "
                + String.join(", ", field.linked());
    }

    private static String checked(Field field, String type, String id) throws FieldValues.Refused {
        if (!field.linked().contains(type)) {
            throw refused(field);
        }
        try {
            return of(type, FieldValues.reference(id));
        } catch (IllegalArgumentException noId) {
            throw refused(field);
        }
    }

    private static String[] bounded(Field field, Set<String> links) throws FieldValues.Refused {
        if (links.size() > MAX) {
            throw new FieldValues.Refused(Reason.tooManyEntries(field.path(), MAX));
        }
        return links.toArray(String[]::new);
    }

    private static FieldValues.Refused refused(Field field) {
        return new FieldValues.Refused(Reason.wrongKind(field.path(), "links", words(field)));
    }
}

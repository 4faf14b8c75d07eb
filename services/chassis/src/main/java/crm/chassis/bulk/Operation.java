package crm.chassis.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.change.Acts.Act;
import crm.chassis.change.Acts.Kind;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.Problem;
import crm.chassis.record.FieldValues;
import crm.chassis.record.Ids;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads one operation of a bulk request. */
final class Operation {

    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "create", Set.of("op", "record"),
            "update", Set.of("op", "id", "version", "patch"),
            "archive", Set.of("op", "id", "version"),
            "restore", Set.of("op", "id", "version"),
            "assign", Set.of("op", "id", "version", "owner", "team"));

    private Operation() {}

    /** @throws Problem 400 where it is no operation, 404 where its id can be no record's */
    static Act of(JsonNode json) {
        String op = json.path("op").asText("");
        Set<String> members = MEMBERS.get(op);
        if (members == null) {
            throw Problem.malformed("An operation has an op: create, update, archive, restore or assign.");
        }
        for (var names = json.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!members.contains(name)) {
                throw Problem.malformed("The operation " + op + " has no member " + FieldValues.shortened(name) + ".");
            }
        }
        Kind kind = Kind.valueOf(op.toUpperCase(Locale.ROOT));
        return new Act(kind, kind == Kind.CREATE ? null : id(json), version(json), body(kind, json));
    }

    private static UUID id(JsonNode json) {
        if (!json.path("id").isTextual()) {
            throw Problem.malformed("The operation needs the id of a record.");
        }
        return Ids.ofPath(json.path("id").textValue());
    }

    /** Without a version any will do. */
    private static IfMatch version(JsonNode json) {
        if (!json.hasNonNull("version")) {
            return IfMatch.ANY;
        }
        if (!json.path("version").isIntegralNumber()) {
            throw Problem.malformed("The version of an operation is a whole number.");
        }
        return IfMatch.version(json.path("version").longValue());
    }

    private static JsonNode body(Kind kind, JsonNode json) {
        return switch (kind) {
            case CREATE -> object(json, "record");
            case UPDATE -> object(json, "patch");
            case ARCHIVE, RESTORE -> null;
            case ASSIGN -> assignment(json);
        };
    }

    private static JsonNode object(JsonNode json, String member) {
        if (!json.path(member).isObject()) {
            throw Problem.malformed("The operation needs a " + member + ".");
        }
        return json.path(member);
    }

    private static JsonNode assignment(JsonNode json) {
        if (!json.hasNonNull("owner") && !json.hasNonNull("team")) {
            throw Problem.malformed("An assignment needs an owner or a team.");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String member : Set.of("owner", "team")) {
            if (json.hasNonNull(member)) {
                body.set(member, json.get(member));
            }
        }
        return body;
    }
}

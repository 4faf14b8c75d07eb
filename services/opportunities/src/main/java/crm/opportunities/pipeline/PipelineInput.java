package crm.opportunities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What somebody wants a pipeline to be.
 *
 * @param values of the fields that were sent: id, name, isDefault, externalId
 * @param stages all stages in their order; null where they stay as they are
 * @param replacements by the id of a stage that goes: the stage that takes its open opportunities over
 */
record PipelineInput(Map<String, Object> values, JsonNode stages, Map<UUID, UUID> replacements) {

    private static final Field[] FIELDS = {Field.reference("id", "pipeline"), Field.text("name"), Field.bool("isDefault"), Field.text("externalId").max(200)};

    /** @throws Problem 400 or 422 where the body is not one of a pipeline */
    static PipelineInput of(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        ObjectNode rest = object.deepCopy();
        JsonNode stages = rest.remove("stages");
        JsonNode replacements = rest.remove("replacements");
        return new PipelineInput(RequestFields.read(rest, FIELDS), stages, replacements(replacements));
    }

    private static Map<UUID, UUID> replacements(JsonNode body) {
        Map<UUID, UUID> replacements = new LinkedHashMap<>();
        if (body == null || body.isNull()) {
            return replacements;
        }
        if (!body.isObject()) {
            throw Problem.invalid("/replacements", "replacements has to be an object: the id of a stage that goes, and that of the stage that takes its opportunities over.");
        }
        body.fields().forEachRemaining(pair -> replacements.put(id(pair.getKey()), id(pair.getValue().asText())));
        return replacements;
    }

    private static UUID id(String text) {
        try {
            return Ids.ofPath(text);
        } catch (Problem none) {
            throw Problem.invalid("/replacements", "replacements takes ids of stages.");
        }
    }

    String name() {
        return (String) values.get("name");
    }

    boolean names(String field) {
        return values.containsKey(field);
    }

    /** Whether it is to be the default; null where nothing is said. */
    Boolean isDefault() {
        return (Boolean) values.get("isDefault");
    }

    static FieldError error(int stage, String member, String detail) {
        return new FieldError("/stages/" + stage + (member.isEmpty() ? "" : "/" + member), detail);
    }
}

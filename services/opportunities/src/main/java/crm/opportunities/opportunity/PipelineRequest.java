package crm.opportunities.opportunity;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import java.util.Map;
import java.util.UUID;

/**
 * Asks for another pipeline.
 *
 * @param pipelineId where to
 * @param stageId stage of that pipeline; null for the one that is like the present one
 * @param reason why
 * @param override whether exit criteria that are not met are passed over, which a manager does with a reason
 */
public record PipelineRequest(UUID pipelineId, UUID stageId, String reason, Boolean override) {

    private static final int LONG_TEXT = 4_000;

    /** @throws Problem 400 where the body has unknown members, 422 where a value does not fit or the pipeline is missing */
    static PipelineRequest of(JsonNode body) {
        Map<String, Object> values = RequestFields.read(body, Field.reference("pipelineId", "pipeline").required(),
                Field.reference("stageId", "stage"), Field.text("reason").max(LONG_TEXT), Field.bool("override"));
        return new PipelineRequest((UUID) values.get("pipelineId"), (UUID) values.get("stageId"), (String) values.get("reason"),
                (Boolean) values.get("override"));
    }

    boolean overrides() {
        return Boolean.TRUE.equals(override);
    }
}

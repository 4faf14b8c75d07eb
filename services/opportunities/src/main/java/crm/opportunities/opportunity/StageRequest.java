package crm.opportunities.opportunity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Asks for a move to another stage.
 *
 * @param stageId where to
 * @param reason why
 * @param winReason why we won; with this and the next two a deal is won
 * @param buyingGoals what the customer wants to reach
 * @param successCriteria how the customer will know that it is reached
 * @param lossReason why we lost
 * @param override whether exit criteria that are not met are passed over, which a manager does with a reason
 */
public record StageRequest(UUID stageId, String reason, String winReason, String buyingGoals, String successCriteria, String lossReason,
        Boolean override) {

    private static final int LONG_TEXT = 4_000;
    private static final Map<String, Field> MEMBERS = new LinkedHashMap<>();

    static {
        MEMBERS.put("stageId", Field.reference("stageId", "stage"));
        for (String text : List.of("reason", "winReason", "buyingGoals", "successCriteria", "lossReason")) {
            MEMBERS.put(text, Field.text(text).max(LONG_TEXT));
        }
        MEMBERS.put("override", Field.bool("override"));
    }

    /**
     * Reads the body of a request.
     *
     * @throws Problem 400 where it has unknown members, 422 where a value does not fit or the stage is missing
     */
    static StageRequest of(JsonNode body) {
        if (!(body instanceof ObjectNode)) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        List<FieldError> invalid = new ArrayList<>();
        body.fields().forEachRemaining(member -> {
            Field field = MEMBERS.get(member.getKey());
            if (field == null) {
                String name = FieldValues.shortened(member.getKey());
                throw Problem.malformed("There is no member " + name + " here.", new FieldError("/" + name, "There is no member " + name + " here."));
            }
            try {
                values.put(field.name(), FieldValues.ofJson(field, member.getValue()));
            } catch (FieldValues.Refused refused) {
                invalid.add(new FieldError("/" + field.name(), refused.getMessage()));
            }
        });
        if (values.get("stageId") == null && invalid.stream().noneMatch(error -> error.pointer().equals("/stageId"))) {
            invalid.add(new FieldError("/stageId", "stageId is required."));
        }
        if (!invalid.isEmpty()) {
            throw Problem.invalid(invalid);
        }
        return new StageRequest((UUID) values.get("stageId"), (String) values.get("reason"), (String) values.get("winReason"),
                (String) values.get("buyingGoals"), (String) values.get("successCriteria"), (String) values.get("lossReason"), (Boolean) values.get("override"));
    }

    boolean overrides() {
        return Boolean.TRUE.equals(override);
    }

    /** What the request says about the deal, by the columns of the opportunity. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("win_reason", winReason);
        told.put("buying_goals", buyingGoals);
        told.put("success_criteria", successCriteria);
        told.put("loss_reason", lossReason);
        told.values().removeIf(java.util.Objects::isNull);
        return told;
    }

    /** Brings what the request says about the deal into the record. */
    void tell(Opportunity opportunity) {
        opportunity.winReason = winReason == null ? opportunity.winReason : winReason;
        opportunity.buyingGoals = buyingGoals == null ? opportunity.buyingGoals : buyingGoals;
        opportunity.successCriteria = successCriteria == null ? opportunity.successCriteria : successCriteria;
        opportunity.lossReason = lossReason == null ? opportunity.lossReason : lossReason;
    }
}

package crm.opportunities.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldValues;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Marks something to do as done, with what came of it. */
@Singleton
public class CompleteActivity {

    private final Activities activities;

    CompleteActivity(Activities activities) {
        this.activities = activities;
    }

    /**
     * Completing what is complete changes nothing.
     *
     * @param body {@code {"outcome":…}}, or empty
     * @throws Problem 403 not the caller's to complete, 404 not visible, 409 archived
     */
    Uni<Activity> complete(UUID id, JsonNode body, Me me) {
        String outcome = outcome(body);
        return activities.change(id, IfMatch.ANY, me, activity -> {
            if (activity.archivedAt != null) {
                throw Problem.conflict("archived", "The activity is archived", "Restore it before you complete it.");
            }
            activity.status = ActivityStatus.COMPLETED;
            activity.outcome = outcome == null ? activity.outcome : outcome;
        });
    }

    private String outcome(JsonNode body) {
        if (!(body instanceof ObjectNode)) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("outcome")) {
                String shortened = FieldValues.shortened(name);
                throw Problem.malformed("There is no member " + shortened + " here.",
                        new FieldError("/" + shortened, "There is no member " + shortened + " here."));
            }
        });
        Field field = activities.type().field("outcome");
        try {
            return (String) FieldValues.ofJson(field, body.get("outcome"));
        } catch (FieldValues.Refused refused) {
            throw Problem.invalid("/outcome", refused.getMessage());
        }
    }
}

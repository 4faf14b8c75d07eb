package crm.opportunities.opportunity;

import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.opportunities.pipeline.Outcome;
import crm.opportunities.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;

/** What has to be known of a deal before it may be closed: those who carry it on will ask. */
final class Closing {

    private Closing() {}

    /** Fails with 422 that lists all that is missing. */
    static void check(Stage stage, Opportunity opportunity) {
        List<FieldError> missing = missing(stage, opportunity);
        if (!missing.isEmpty()) {
            throw Problem.invalid(missing);
        }
    }

    static List<FieldError> missing(Stage stage, Opportunity opportunity) {
        List<FieldError> missing = new ArrayList<>();
        if (stage.outcome == Outcome.WON) {
            require(missing, stage, "winReason", opportunity.winReason);
            require(missing, stage, "buyingGoals", opportunity.buyingGoals);
            require(missing, stage, "successCriteria", opportunity.successCriteria);
        } else if (stage.outcome == Outcome.LOST) {
            require(missing, stage, "lossReason", opportunity.lossReason);
        }
        return missing;
    }

    private static void require(List<FieldError> missing, Stage stage, String field, String value) {
        if (value == null) {
            missing.add(new FieldError("/" + field, stage.name + " needs " + field + "."));
        }
    }
}

package crm.campaigns.campaign;

import crm.chassis.history.FieldChange;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be true of a campaign, and which changes of it are possible. Needs nothing but the campaign. */
final class CampaignRules {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What may still be said about a campaign that is over; late invoices are among it. */
    private static final Set<String> AFTER_THE_END =
            Set.of("actualCost", "archivedAt", "owner", "team", "tags", "customFields", "externalId", "status", "statusReason", "completedAt");

    private CampaignRules() {}

    /** Holds for every campaign, however it comes in. */
    static void checkValues(Campaign campaign) {
        List<FieldError> errors = new ArrayList<>();
        notNegative("budgetedCost", campaign.budgetedCost, errors);
        notNegative("expectedRevenue", campaign.expectedRevenue, errors);
        notNegative("expectedResponsePct", campaign.expectedResponsePct, errors);
        if (campaign.expectedResponsePct != null && campaign.expectedResponsePct.compareTo(HUNDRED) > 0) {
            errors.add(new FieldError("/expectedResponsePct", "expectedResponsePct is a percentage between 0 and 100."));
        }
        if (campaign.startDate != null && campaign.endDate != null && campaign.endDate.isBefore(campaign.startDate)) {
            errors.add(new FieldError("/endDate", "endDate cannot be before startDate."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** Refuses a change that the state of the campaign does not allow. */
    static void checkChange(Campaign campaign, Map<String, FieldChange> changes) {
        checkValues(campaign);
        if (campaign.status.isOver() && !changes.containsKey("status") && !AFTER_THE_END.containsAll(changes.keySet())) {
            throw Problem.conflict("campaign-over", "The campaign is over",
                    "A campaign that is " + campaign.status + " changes no more; costs can still be recorded.").with("currentStatus", campaign.status);
        }
        if (changes.containsKey("currency") && campaign.actualCost != null) {
            throw Problem.conflict("costs-recorded", "Costs are recorded in the present currency",
                    "The currency of a campaign stays once it has costs.");
        }
    }

    private static void notNegative(String field, BigDecimal value, List<FieldError> errors) {
        if (value != null && value.signum() < 0) {
            errors.add(new FieldError("/" + field, field + " cannot be negative."));
        }
    }
}

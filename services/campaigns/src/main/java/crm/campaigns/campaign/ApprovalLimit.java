package crm.campaigns.campaign;

import crm.chassis.access.Me;
import crm.chassis.problem.Problem;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may agree to a budget. Up to the limit a marketer does, also for an own campaign. What costs more, has spent more
 * than its budget, or names no budget at all, needs a marketing manager, and never the person it belongs to.
 */
@Singleton
final class ApprovalLimit {

    private final BigDecimal limit;

    ApprovalLimit(@ConfigProperty(name = "crm.campaigns.approval-limit") BigDecimal limit) {
        this.limit = limit;
    }

    /** @throws Problem 403 where this person may not agree to the campaign's budget */
    void check(Campaign campaign, Me me) {
        boolean manager = me.has("marketing-manager") || me.has("crm-admin");
        if (!manager && !me.has("marketer")) {
            throw Problem.forbidden("Campaigns are approved by marketers and marketing managers.");
        }
        String above = above(campaign);
        if (above == null) {
            return;
        }
        if (!manager) {
            throw new Problem(403, "approval-needs-manager", "A marketing manager has to approve this", above + " A marketing manager approves that.");
        }
        if (me.login().equals(campaign.owner) || me.login().equals(campaign.createdBy)) {
            throw new Problem(403, "approval-by-another", "Somebody else has to approve this", above + " Nobody approves that for an own campaign.");
        }
    }

    /** Why the campaign is above what a marketer agrees to; null where it is not. */
    private String above(Campaign campaign) {
        if (campaign.budgetedCost == null) {
            return "The campaign names no budgetedCost.";
        }
        if (campaign.actualCost != null && campaign.actualCost.compareTo(campaign.budgetedCost) > 0) {
            return "The campaign has spent more than its budget.";
        }
        return campaign.inBase(campaign.budgetedCost).compareTo(limit) > 0
                ? "The budget is above the limit of " + limit.toPlainString() + " in the base currency."
                : null;
    }
}

package crm.campaigns.campaign;

import static crm.campaigns.campaign.CampaignStatus.ACTIVE;
import static crm.campaigns.campaign.CampaignStatus.APPROVED;
import static crm.campaigns.campaign.CampaignStatus.CANCELLED;
import static crm.campaigns.campaign.CampaignStatus.COMPLETED;
import static crm.campaigns.campaign.CampaignStatus.PAUSED;
import static crm.campaigns.campaign.CampaignStatus.PLANNED;

import crm.chassis.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The acts that take a campaign from one status to another. */
enum CampaignAct {
    APPROVAL(APPROVED, PLANNED),
    LAUNCH(ACTIVE, APPROVED),
    PAUSE(PAUSED, ACTIVE),
    RESUMPTION(ACTIVE, PAUSED),
    COMPLETION(COMPLETED, ACTIVE, PAUSED),
    CANCELLATION(CANCELLED, PLANNED, APPROVED, ACTIVE, PAUSED);

    private final CampaignStatus to;
    private final Set<CampaignStatus> from;

    CampaignAct(CampaignStatus to, CampaignStatus... from) {
        this.to = to;
        this.from = Set.of(from);
    }

    CampaignStatus to() {
        return to;
    }

    boolean isPossible(CampaignStatus status) {
        return from.contains(status);
    }

    /** The last part of its address. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem 409 that names what is possible instead */
    void check(CampaignStatus status) {
        if (isPossible(status)) {
            return;
        }
        List<CampaignAct> legal = status.acts();
        throw Problem.conflict("illegal-transition", "The campaign cannot become that",
                legal.isEmpty()
                        ? "A campaign that is " + status + " stays so."
                        : "A campaign that is " + status + " takes " + legal.stream()
                                .map(act -> act.path() + " (then " + act.to + ")").collect(Collectors.joining(", ")) + ".")
                .with("currentStatus", status)
                .with("legal", legal.stream().map(CampaignAct::to).distinct().toList())
                .with("acts", legal.stream().map(CampaignAct::path).toList());
    }
}

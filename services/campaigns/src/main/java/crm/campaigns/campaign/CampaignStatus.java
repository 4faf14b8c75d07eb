package crm.campaigns.campaign;

import java.util.List;
import java.util.stream.Stream;

/** How far a campaign is. */
public enum CampaignStatus {
    PLANNED, APPROVED, ACTIVE, PAUSED, COMPLETED, CANCELLED;

    /** Nothing follows any more. */
    public boolean isOver() {
        return this == COMPLETED || this == CANCELLED;
    }

    /** Acts that are possible now. */
    List<CampaignAct> acts() {
        return Stream.of(CampaignAct.values()).filter(act -> act.isPossible(this)).toList();
    }
}

package crm.campaigns.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.record.Field;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Takes a campaign through its life: approved, launched, paused, resumed, completed, cancelled. */
@Singleton
final class MoveCampaign {

    private static final Field COMMENT = Field.text("comment").max(4_000);
    private static final Field REASON = Field.text("reason").max(1_000).required();

    private final Campaigns campaigns;
    private final ApprovalLimit limit;
    private final Clock clock;

    MoveCampaign(Campaigns campaigns, ApprovalLimit limit, Clock clock) {
        this.campaigns = campaigns;
        this.limit = limit;
        this.clock = clock;
    }

    /** @throws crm.chassis.problem.Problem 403 where the budget is not this person's to agree to */
    Uni<Campaign> approve(UUID id, JsonNode request, Me me) {
        Object comment = RequestFields.read(request, COMMENT).get("comment");
        return campaigns.act(id, me, campaign -> {
            CampaignAct.APPROVAL.check(campaign.status);
            limit.check(campaign, me);
            Map<String, Object> approval = new LinkedHashMap<>();
            approval.put("status", "APPROVED");
            approval.put("by", me.login());
            approval.put("at", clock.instant().toString());
            if (comment != null) {
                approval.put("comment", comment);
            }
            campaign.approval = approval;
            campaign.status = CampaignStatus.APPROVED;
        });
    }

    Uni<Campaign> cancel(UUID id, JsonNode request, Me me) {
        String reason = (String) RequestFields.read(request, REASON).get("reason");
        return campaigns.act(id, me, campaign -> {
            CampaignAct.CANCELLATION.check(campaign.status);
            campaign.status = CampaignStatus.CANCELLED;
            campaign.statusReason = reason;
        });
    }

    /** Launch, pause, resumption or completion, whose request says nothing further. */
    Uni<Campaign> move(UUID id, CampaignAct act, JsonNode request, Me me) {
        RequestFields.read(request);
        return campaigns.act(id, me, campaign -> {
            act.check(campaign.status);
            campaign.status = act.to();
            if (act == CampaignAct.LAUNCH) {
                campaign.launchedAt = clock.instant();
            } else if (act == CampaignAct.COMPLETION) {
                campaign.completedAt = clock.instant();
            }
        });
    }
}

package crm.campaigns.member;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.campaign.Campaigns;
import crm.campaigns.integration.CampaignAnnouncements;
import crm.campaigns.touch.Touches;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.IfMatch;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.list.RecordQueries;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The members of campaigns, one by one; many at once come in through {@link Enrolment}. */
@Singleton
public class Members extends Records<CampaignMember> {

    private final Campaigns campaigns;
    private final Touches touches;
    private final CampaignAnnouncements announcements;

    Members(Chassis chassis, Campaigns campaigns, Touches touches, CampaignAnnouncements announcements) {
        super(MemberDescription.member(), chassis);
        this.campaigns = campaigns;
        this.touches = touches;
        this.announcements = announcements;
    }

    /** One member of this campaign; fails with 404 where it is another campaign's. */
    Uni<RecordQueries.Found> one(UUID campaignId, UUID memberId, Me me) {
        return chassis().queries().one(type(), memberId, null, me).call(found -> Panache.withSession(() -> Panache.getSession()
                .chain(session -> session.find(CampaignMember.class, memberId))
                .invoke(member -> checkCampaign(member, campaignId))));
    }

    /** Changes a member of this campaign; a status that is a response is a touch as well. */
    Uni<CampaignMember> patch(UUID campaignId, UUID memberId, IfMatch ifMatch, JsonNode body, Me me) {
        return one(campaignId, memberId, me).chain(() -> patch(memberId, ifMatch, body, me));
    }

    /** Takes a member out of this campaign; what it did stays in the ledger of touches. */
    Uni<CampaignMember> archive(UUID campaignId, UUID memberId, IfMatch ifMatch, Me me) {
        return one(campaignId, memberId, me).chain(() -> archive(memberId, ifMatch, me));
    }

    Uni<CampaignMember> restore(UUID campaignId, UUID memberId, Me me) {
        return one(campaignId, memberId, me).chain(() -> restore(memberId, me));
    }

    private static void checkCampaign(CampaignMember member, UUID campaignId) {
        if (member == null || !member.campaignId.equals(campaignId)) {
            throw Problem.notFound();
        }
    }

    @Override
    protected void beforeChange(CampaignMember member, Map<String, FieldChange> changes, Me me) {
        if (member.status == null) {
            throw Problem.invalid("/status", "status is required.");
        }
        if (changes.containsKey("status") && member.status.isResponse() && !changes.containsKey("respondedAt")) {
            member.respondedAt = chassis().clock().instant();
        }
        if (member.status.isResponse() && member.respondedAt == null) {
            throw Problem.invalid("/respondedAt", "A member that is " + member.status + " responded at some moment.");
        }
        if (member.respondedAt != null && member.respondedAt.isAfter(chassis().clock().instant())) {
            throw Problem.invalid("/respondedAt", "respondedAt cannot lie in the future.");
        }
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(CampaignMember member, Map<String, FieldChange> changes, Me me) {
        return campaigns.workable(member.campaignId, me)
                .chain(campaign -> changes.containsKey("status") && member.status.isResponse()
                        ? touches.add(List.of(member.touch()), me)
                        : Uni.createFrom().voidItem());
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(CampaignMember member, Map<String, FieldChange> changes, Me me) {
        return changes.containsKey("status") && member.status.isResponse() ? List.of(announcements.responded(member, me)) : List.of();
    }
}

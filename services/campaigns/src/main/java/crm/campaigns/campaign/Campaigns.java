package crm.campaigns.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.integration.CampaignAnnouncements;
import crm.campaigns.money.ExchangeRates;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.LockMode;

/** The campaigns and their rules; a status is reached by an act alone. */
@Singleton
public class Campaigns extends Records<Campaign> {

    private final ExchangeRates rates;
    private final ApprovalLimit limit;
    private final CampaignAnnouncements announcements;

    Campaigns(Chassis chassis, ExchangeRates rates, ApprovalLimit limit, CampaignAnnouncements announcements) {
        super(CampaignDescription.campaign(), chassis);
        this.rates = rates;
        this.limit = limit;
        this.announcements = announcements;
    }

    @Override
    public String above() {
        return "parentId";
    }

    @Override
    protected void complete(Campaign campaign, Me me) {
        campaign.status = campaign.status == null ? CampaignStatus.PLANNED : campaign.status;
        setRate(campaign);
        CampaignRules.checkValues(campaign);
    }

    @Override
    protected Uni<Void> beforeCreation(Campaign campaign, Me me, Creation creation) {
        return CampaignTree.check(campaign);
    }

    @Override
    protected void beforeChange(Campaign campaign, Map<String, FieldChange> changes, Me me) {
        CampaignRules.checkChange(campaign, changes);
        if (changes.containsKey("currency")) {
            setRate(campaign);
        }
        boolean approved = campaign.status != CampaignStatus.PLANNED && !changes.containsKey("status");
        if (approved && (isRaised(changes.get("budgetedCost")) || changes.containsKey("currency"))) {
            limit.check(campaign, me);
        }
    }

    private static boolean isRaised(FieldChange budget) {
        return budget != null && (budget.to().isNull() || !budget.from().isNull() && decimal(budget.from()).compareTo(decimal(budget.to())) < 0);
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(Campaign campaign, Map<String, FieldChange> changes, Me me) {
        return changes.containsKey("parentId") ? CampaignTree.check(campaign) : Uni.createFrom().voidItem();
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(Campaign campaign, Map<String, FieldChange> changes, Me me) {
        FieldChange move = changes.get("status");
        if (move == null) {
            return List.of();
        }
        return switch (campaign.status) {
            case APPROVED -> List.of(announcements.approved(campaign, me));
            case ACTIVE -> move.from().asText().equals(CampaignStatus.APPROVED.name())
                    ? List.of(announcements.launched(campaign, me))
                    : List.of();
            case COMPLETED -> List.of(announcements.completed(campaign, me));
            default -> List.of();
        };
    }

    private void setRate(Campaign campaign) {
        campaign.currency = campaign.currency == null ? rates.baseCurrency() : campaign.currency;
        campaign.exchangeRate = rates.of(campaign.currency);
    }

    /**
     * Does an act of the business on a campaign that the caller may change. Acts on one campaign follow each other.
     *
     * @throws Problem 404 not there or not visible, 403 not the caller's to work with, 409 not possible now
     */
    Uni<Campaign> act(UUID id, Me me, Consumer<Campaign> edit) {
        return Panache.withTransaction(() -> locked(id, me)
                .chain(campaign -> Panache.getSession().chain(session -> store(session, campaign, me, edit))));
    }

    /** The campaign, if the caller works with it, locked until the transaction ends. */
    public Uni<Campaign> locked(UUID id, Me me) {
        return Panache.getSession().chain(session -> session.find(Campaign.class, id, LockMode.PESSIMISTIC_WRITE)
                .chain(found -> find(session, id, me)))
                .invoke(Campaigns::refuseArchived);
    }

    /** The campaign, if the caller works with it. */
    public Uni<Campaign> workable(UUID id, Me me) {
        return Panache.getSession().chain(session -> find(session, id, me)).invoke(Campaigns::refuseArchived);
    }

    /** Changes a campaign that {@link #locked} answered. */
    public Uni<Campaign> store(Campaign campaign, Me me, Consumer<Campaign> edit) {
        return Panache.getSession().chain(session -> store(session, campaign, me, edit));
    }

    /** Refuses people whose roles do not see campaigns. */
    public Me reader(Me me) {
        return type().access().reader(me);
    }

    private static void refuseArchived(Campaign campaign) {
        if (campaign.archivedAt != null) {
            throw Problem.conflict("campaign-archived", "The campaign is archived", "Restore it first.");
        }
    }
}

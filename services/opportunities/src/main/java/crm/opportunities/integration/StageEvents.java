package crm.opportunities.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.outbox.OutgoingEvent;
import crm.contracts.opportunities.OpportunityEvents;
import crm.contracts.opportunities.OpportunityLost;
import crm.contracts.opportunities.OpportunityNudged;
import crm.contracts.opportunities.OpportunityStageChanged;
import crm.contracts.opportunities.OpportunityStuck;
import crm.contracts.opportunities.OpportunityWon;
import crm.opportunities.opportunity.Opportunity;
import crm.opportunities.opportunity.StageMove;
import crm.opportunities.pipeline.Outcome;
import crm.opportunities.pipeline.Stage;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tells other services that an opportunity moved, and what that meant. */
@Singleton
public class StageEvents {

    private final ObjectMapper json;

    StageEvents(ObjectMapper json) {
        this.json = json;
    }

    public List<OutgoingEvent> of(Opportunity opportunity, StageMove move, Me me) {
        List<OutgoingEvent> events = new ArrayList<>();
        events.add(event(OpportunityEvents.OPPORTUNITY_STAGE_CHANGED, opportunity, stageChanged(opportunity, move), me));
        if (move.to().outcome == Outcome.WON) {
            events.add(event(OpportunityEvents.OPPORTUNITY_WON, opportunity, won(opportunity), me));
        } else if (move.to().outcome == Outcome.LOST) {
            events.add(event(OpportunityEvents.OPPORTUNITY_LOST, opportunity, lost(opportunity, move), me));
        }
        return events;
    }

    public OutgoingEvent stuck(Opportunity opportunity, Stage stage, Me me) {
        return event(OpportunityEvents.OPPORTUNITY_STUCK, opportunity, new OpportunityStuck(opportunity.id, opportunity.pipelineId, stage.id, stage.name,
                opportunity.owner, opportunity.team, opportunity.stageEnteredAt, opportunity.daysInStage(opportunity.stuckAt), stage.maxDays), me);
    }

    /** Somebody asks the owner how it goes on; the opportunity itself stays as it is. */
    public OutgoingEvent nudged(Opportunity opportunity, UUID taskId, long daysInStage, String note, Me me) {
        return event(OpportunityEvents.OPPORTUNITY_NUDGED, opportunity, new OpportunityNudged(opportunity.id, taskId, me.login(), opportunity.owner,
                opportunity.stageName, daysInStage, note), me);
    }

    private OutgoingEvent event(String type, Opportunity opportunity, Record data, Me me) {
        return OutgoingEvent.of(type, opportunity.id, opportunity.version, json.valueToTree(data)).by(me.actor());
    }

    private static OpportunityStageChanged stageChanged(Opportunity opportunity, StageMove move) {
        return new OpportunityStageChanged(opportunity.id, opportunity.pipelineId, move.from().id, move.from().name, move.to().id,
                move.to().name, move.secondsInPrevious(), move.reason(), move.at());
    }

    private static OpportunityWon won(Opportunity opportunity) {
        return new OpportunityWon(opportunity.id, opportunity.accountId, opportunity.amount, opportunity.currency, opportunity.amountBase,
                opportunity.winReason, opportunity.buyingGoals, opportunity.successCriteria, opportunity.originalLeadId,
                opportunity.campaignId, opportunity.closedAt);
    }

    private static OpportunityLost lost(Opportunity opportunity, StageMove move) {
        return new OpportunityLost(opportunity.id, opportunity.accountId, opportunity.amount, opportunity.currency, opportunity.amountBase,
                opportunity.lossReason, move.from().name, opportunity.originalLeadId, opportunity.campaignId, opportunity.closedAt);
    }
}

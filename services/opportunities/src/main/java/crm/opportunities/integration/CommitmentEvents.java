package crm.opportunities.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.contracts.opportunities.CommitmentBroken;
import crm.contracts.opportunities.CommitmentDue;
import crm.contracts.opportunities.CommitmentKept;
import crm.contracts.opportunities.CommitmentMade;
import crm.contracts.opportunities.OpportunityEvents;
import crm.opportunities.commitment.Commitment;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Tells other services what a customer was promised, and what became of it. */
@Singleton
public class CommitmentEvents {

    public static final String MADE = OpportunityEvents.COMMITMENT_MADE;
    public static final String DUE = OpportunityEvents.COMMITMENT_DUE;
    public static final String KEPT = OpportunityEvents.COMMITMENT_KEPT;
    public static final String BROKEN = OpportunityEvents.COMMITMENT_BROKEN;

    private final ObjectMapper json;

    CommitmentEvents(ObjectMapper json) {
        this.json = json;
    }

    public ObjectNode made(Commitment commitment) {
        return json.valueToTree(new CommitmentMade(commitment.id, commitment.accountId, commitment.opportunityId, commitment.contactId, commitment.what,
                commitment.dueOn, commitment.owner, commitment.team, commitment.createdBy, commitment.createdAt));
    }

    public ObjectNode due(Commitment commitment) {
        return json.valueToTree(new CommitmentDue(commitment.id, commitment.accountId, commitment.opportunityId, commitment.what, commitment.dueOn,
                commitment.owner, commitment.team));
    }

    public ObjectNode kept(Commitment commitment) {
        LocalDate day = LocalDate.ofInstant(commitment.settledAt, ZoneOffset.UTC);
        return json.valueToTree(new CommitmentKept(commitment.id, commitment.accountId, commitment.opportunityId, commitment.what, commitment.dueOn,
                commitment.outcome, day.isAfter(commitment.dueOn), commitment.settledBy, commitment.settledAt));
    }

    public ObjectNode broken(Commitment commitment) {
        return json.valueToTree(new CommitmentBroken(commitment.id, commitment.accountId, commitment.opportunityId, commitment.what, commitment.dueOn,
                commitment.outcome, commitment.settledBy, commitment.settledAt));
    }
}

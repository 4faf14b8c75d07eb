package crm.opportunities.commitment;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import crm.opportunities.account.Account;
import crm.opportunities.contact.Contact;
import crm.opportunities.integration.CommitmentEvents;
import crm.opportunities.opportunity.Opportunity;
import crm.opportunities.pipeline.Outcome;
import crm.opportunities.reference.References;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The promises and their rules. One that belongs to a deal is the account's as well; the customer can count on it from the win
 * on, and it lapses with the loss.
 */
@Singleton
public class Commitments extends Records<Commitment> {

    private static final int MOST_OF_DEAL = 200;
    private static final String OUTCOME = "select outcome, account_id from opportunity where id = $1";
    private static final String OF_DEAL = "select id from commitment where opportunity_id = $1 and archived_at is null order by due_on, id";

    private final CommitmentEvents events;

    Commitments(Chassis chassis, CommitmentEvents events) {
        super(CommitmentDescription.commitment(), chassis);
        this.events = events;
    }

    @Override
    protected void complete(Commitment commitment, Me me) {
        commitment.status = commitment.status == null ? CommitmentStatus.OPEN : commitment.status;
        if (commitment.accountId == null && commitment.opportunityId == null) {
            throw Problem.invalid("/accountId", "A promise is made to an account, or in an opportunity.");
        }
    }

    @Override
    protected Uni<Void> beforeCreation(Commitment commitment, Me me, Creation creation) {
        return references(commitment).check().chain(() -> Panache.getSession()).chain(session -> belong(session, commitment));
    }

    @Override
    public List<OutgoingEvent> importedEvents(Commitment commitment, Me me) {
        return List.of(event(CommitmentEvents.MADE, commitment, events.made(commitment), me));
    }

    @Override
    protected void beforeChange(Commitment commitment, Map<String, FieldChange> changes, Me me) {
        if (changes.containsKey("opportunityId")) {
            throw Problem.invalid("/opportunityId", "A commitment stays with its deal; make another one.");
        }
        if (commitment.accountId == null) {
            throw Problem.invalid("/accountId", "accountId is required.");
        }
        if (changes.containsKey("dueOn")) {
            commitment.dueToldAt = null;
        }
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(Commitment commitment, Map<String, FieldChange> changes, Me me) {
        if (!changes.containsKey("accountId") && !changes.containsKey("contactId")) {
            return Uni.createFrom().voidItem();
        }
        return references(commitment).check().chain(() -> Panache.getSession()).chain(session -> belong(session, commitment));
    }

    private static References references(Commitment commitment) {
        return new References()
                .to(Account.class, "accountId", commitment.accountId)
                .to(Contact.class, "contactId", commitment.contactId)
                .to(Opportunity.class, "opportunityId", commitment.opportunityId);
    }

    /** A promise is binding at once, but for one of a deal that is not won. */
    private Uni<Void> belong(Mutiny.Session session, Commitment commitment) {
        if (commitment.opportunityId == null) {
            commitment.bindingSince = commitment.bindingSince == null ? commitment.createdAt : commitment.bindingSince;
            return Uni.createFrom().voidItem();
        }
        return SessionSql.select(session, OUTCOME, commitment.opportunityId).invoke(rows -> {
            Outcome outcome = Outcome.valueOf((String) rows.get(0)[0]);
            UUID account = (UUID) rows.get(0)[1];
            commitment.accountId = commitment.accountId == null ? account : commitment.accountId;
            if (!commitment.accountId.equals(account)) {
                throw Problem.invalid("/accountId", "The opportunity belongs to another account.");
            }
            if (outcome == Outcome.WON && commitment.bindingSince == null) {
                commitment.bindingSince = commitment.createdAt;
            }
        }).replaceWithVoid();
    }

    /** What a deal that reached its end, or is open again, means for what was promised in it; in the open transaction. */
    public Uni<Void> follow(Opportunity opportunity, Outcome outcome, Me me) {
        return Panache.getSession().chain(session -> SessionSql.select(session, OF_DEAL + " limit " + MOST_OF_DEAL, opportunity.id)
                .chain(rows -> Multi.createFrom().iterable(rows)
                        .onItem().transformToUniAndConcatenate(row -> session.find(Commitment.class, (UUID) row[0])
                                .chain(commitment -> store(session, commitment, me, follows(outcome))))
                        .collect().asList()))
                .replaceWithVoid();
    }

    private Consumer<Commitment> follows(Outcome outcome) {
        return commitment -> {
            commitment.bindingSince = outcome != Outcome.WON ? null : commitment.bindingSince == null ? chassis().clock().instant() : commitment.bindingSince;
            if (commitment.status == CommitmentStatus.OPEN && outcome == Outcome.LOST) {
                commitment.status = CommitmentStatus.LAPSED;
                commitment.settledAt = chassis().clock().instant();
            } else if (commitment.status == CommitmentStatus.LAPSED && outcome != Outcome.LOST) {
                commitment.status = CommitmentStatus.OPEN;
                commitment.settledAt = null;
            }
        };
    }

    /** Notes that it was told that the day of a promise, which is locked, has come. */
    Uni<Commitment> tellDue(UUID id) {
        return Panache.getSession().chain(session -> session.find(Commitment.class, id)
                .chain(commitment -> store(session, commitment, Me.PLATFORM, due -> due.dueToldAt = chassis().clock().instant())));
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(Commitment commitment, Map<String, FieldChange> changes, Me me) {
        List<OutgoingEvent> further = new ArrayList<>();
        if (changes.isEmpty()) {
            further.add(event(CommitmentEvents.MADE, commitment, events.made(commitment), me));
        }
        if (changes.containsKey("status") && commitment.status == CommitmentStatus.KEPT) {
            further.add(event(CommitmentEvents.KEPT, commitment, events.kept(commitment), me));
        } else if (changes.containsKey("status") && commitment.status == CommitmentStatus.BROKEN) {
            further.add(event(CommitmentEvents.BROKEN, commitment, events.broken(commitment), me));
        }
        if (changes.containsKey("dueToldAt") && commitment.dueToldAt != null) {
            further.add(event(CommitmentEvents.DUE, commitment, events.due(commitment), me));
        }
        return further;
    }
}

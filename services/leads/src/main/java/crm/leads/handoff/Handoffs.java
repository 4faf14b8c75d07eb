package crm.leads.handoff;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SqlStates;
import crm.leads.integration.HandoffAnnouncements;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.LockMode;

/** All offers of leads to sales. A lead has one open offer at most. */
@Singleton
public class Handoffs extends Records<Handoff> {

    private final HandoffOffer offer;
    private final HandoffAnnouncements announcements;

    Handoffs(Chassis chassis, HandoffOffer offer, HandoffAnnouncements announcements) {
        super(HandoffDescription.handoff(), chassis);
        this.offer = offer;
        this.announcements = announcements;
    }

    @Override
    protected void complete(Handoff handoff, Me me) {
        handoff.state = HandoffState.OFFERED;
        handoff.offeredBy = me.login();
    }

    @Override
    protected void imported(Handoff handoff, Me me) {
        throw Problem.invalid("", "Handoffs are offered, not imported.");
    }

    @Override
    protected void importedChange(Handoff handoff, Me me) {
        imported(handoff, me);
    }

    @Override
    protected Uni<Void> beforeCreation(Handoff handoff, Me me, Creation creation) {
        return offer.check(handoff, me);
    }

    @Override
    protected void beforeChange(Handoff handoff, Map<String, FieldChange> changes, Me me) {
        if (!handoff.changedByAct) {
            throw Problem.conflict("handoff-by-act", "A handoff is decided, not edited",
                    "Accept, reject or withdraw it by POST to its acceptance, rejection or withdrawal.");
        }
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(Handoff handoff, Map<String, FieldChange> changes, Me me) {
        return announcements.of(handoff, changes, me);
    }

    /** The lead that a handoff is about; fails with 404 where there is no such handoff. */
    Uni<UUID> leadOf(UUID id) {
        return Panache.getSession().chain(session -> session.find(Handoff.class, id)
                .onItem().ifNull().failWith(Problem::notFound)
                .map(handoff -> handoff.leadId));
    }

    /** The handoff as it stands now, locked until the transaction ends. */
    Uni<Handoff> locked(UUID id) {
        return Panache.getSession().chain(session -> session.find(Handoff.class, id)
                .call(handoff -> session.refresh(handoff, LockMode.PESSIMISTIC_WRITE)));
    }

    Uni<Handoff> store(Handoff handoff, Me me, Consumer<Handoff> edit) {
        return Panache.getSession().chain(session -> store(session, handoff, me, edit))
                .onFailure(SqlStates::isStale).transform(stale -> Problem.conflict("handoff-decided", "Somebody was faster",
                        "The handoff was decided meanwhile."));
    }
}

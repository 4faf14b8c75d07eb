package crm.leads.lead;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.leads.assignment.AssignmentRules;
import crm.leads.duplicate.DuplicateCheck;
import crm.leads.integration.LeadAnnouncements;
import crm.leads.routing.RouteImport;
import crm.leads.routing.RouteLead;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.LockMode;

/** All leads, with what is asked of each before it is stored and what is told after. */
@Singleton
public class Leads extends Records<Lead> {

    private final AssignmentRules assignment;
    private final DuplicateCheck duplicates;
    private final RouteLead router;
    private final RouteImport importRouter;
    private final LeadAnnouncements announcements;

    Leads(Chassis chassis, AssignmentRules assignment, DuplicateCheck duplicates, RouteLead router,
            RouteImport importRouter, LeadAnnouncements announcements) {
        super(LeadType.LEAD, chassis, true);
        this.assignment = assignment;
        this.duplicates = duplicates;
        this.router = router;
        this.importRouter = importRouter;
        this.announcements = announcements;
    }

    @Override
    protected void complete(Lead lead, Me me) {
        assignment.completeNew(lead);
        LeadRules.checkValues(lead);
    }

    /** A limit that was missed long ago is history, not news. */
    @Override
    protected void imported(Lead lead, Me me) {
        if (lead.responseDueAt != null && lead.responseDueAt.isBefore(chassis().clock().instant())) {
            lead.responseOverdueAt = lead.responseDueAt;
        }
    }

    @Override
    protected void importedChange(Lead lead, Me me) {
        LeadRules.checkImported(lead);
        imported(lead, me);
        complete(lead, me);
    }

    /** A person's own list stays with that person, as each lead does that they enter; what comes for nobody is routed. */
    @Override
    public Uni<Void> giveOwners(SqlConnection connection, List<Lead> ownerless, Me me) {
        return type().access().ownsWhatItCreates(me) && !AssignmentRules.assignsAnywhere(me) ? Uni.createFrom().voidItem()
                : importRouter.route(connection, ownerless);
    }

    @Override
    public List<OutgoingEvent> importedEvents(Lead lead, Me me) {
        return lead.isGivenByAct() ? List.of(announcements.assigned(lead, null, null, me)) : List.of();
    }

    @Override
    protected Uni<Void> beforeCreation(Lead lead, Me me, Creation creation) {
        LeadRules.checkFirst(lead);
        assignment.checkNew(lead, me);
        return (creation.allowDuplicate() ? Uni.createFrom().voidItem() : duplicates.refuseDuplicate(lead, me))
                .chain(() -> lead.owner == null && lead.team == null ? router.route(lead) : Uni.createFrom().voidItem());
    }

    @Override
    protected void beforeChange(Lead lead, Map<String, FieldChange> changes, Me me) {
        LeadRules.applyChange(lead, changes);
        if (changes.containsKey("owner") || changes.containsKey("team")) {
            assignment.apply(lead, changes, me);
        }
        if (changes.containsKey("status") && lead.status == LeadStatus.CONTACTED && lead.firstRespondedAt == null) {
            lead.firstRespondedAt = chassis().clock().instant();
        }
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(Lead lead, Map<String, FieldChange> changes, Me me) {
        List<OutgoingEvent> events = new ArrayList<>();
        if (changes.containsKey("owner") || changes.containsKey("team") || changes.isEmpty() && lead.isGivenByAct()) {
            events.add(announcements.assigned(lead, text(changes, "owner", lead.owner), text(changes, "team", lead.team), me));
        }
        FieldChange move = changes.get("status");
        if (move != null && lead.status == LeadStatus.QUALIFIED) {
            events.add(announcements.qualified(lead, move.from().asText(), me));
        } else if (move != null && lead.status.isDisqualified()) {
            events.add(announcements.disqualified(lead, move.from().asText(), me));
        } else if (move != null && lead.status == LeadStatus.RECYCLED) {
            events.add(announcements.recycled(lead, text(changes, "owner", lead.owner), text(changes, "team", lead.team), me));
        }
        if (changes.containsKey("responseOverdueAt") && lead.responseOverdueAt != null) {
            events.add(announcements.responseOverdue(lead, text(changes, "owner", lead.owner), me));
        }
        return events;
    }

    /** The value before the change; a new lead had none. */
    private static String text(Map<String, FieldChange> changes, String field, String unchanged) {
        if (changes.isEmpty()) {
            return null;
        }
        FieldChange change = changes.get(field);
        return change == null ? unchanged : change.from().textValue();
    }

    /**
     * Does an act of the business on a lead that the caller may change. Acts on one lead follow each other.
     *
     * @throws Problem 404 not there or not visible, 403 not the caller's to work with, 409 not possible now
     */
    public Uni<Lead> act(UUID id, Me me, Consumer<Lead> edit) {
        return Panache.withTransaction(() -> locked(id, me).chain(lead -> store(lead, me, edit)));
    }

    /** The lead, if the caller works with it, locked until the transaction ends. */
    public Uni<Lead> locked(UUID id, Me me) {
        return Panache.getSession().chain(session -> session.find(Lead.class, id, LockMode.PESSIMISTIC_WRITE)
                .chain(found -> find(session, id, me))
                .invoke(lead -> {
                    if (!type().access().mayCreate(me)) {
                        throw Problem.forbidden("Your roles correct leads and do not work on them.");
                    }
                    if (lead.archivedAt != null) {
                        throw Problem.conflict("lead-archived", "The lead is archived", "Restore it first.");
                    }
                }));
    }

    /** The lead whoever asks, locked until the transaction ends; null where there is none. */
    public Uni<Lead> locked(UUID id) {
        return Panache.getSession().chain(session -> session.find(Lead.class, id, LockMode.PESSIMISTIC_WRITE));
    }

    /** Changes a lead that {@link #locked} answered. */
    public Uni<Lead> store(Lead lead, Me me, Consumer<Lead> edit) {
        return Panache.getSession().chain(session -> store(session, lead, me, edit));
    }

    /** Refuses what cannot be done to a converted lead. */
    public static void refuseConverted(Lead lead) {
        if (lead.status == LeadStatus.CONVERTED) {
            throw LeadRules.alreadyConverted(lead);
        }
    }
}

package crm.cases.support;

import crm.cases.customer.Customers;
import crm.cases.health.HealthQueue;
import crm.cases.integration.CaseAnnouncements;
import crm.cases.sla.Breaches;
import crm.cases.sla.CaseClock;
import crm.cases.sla.SlaPolicies;
import crm.cases.survey.Surveys;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.LockMode;

/** All cases, with what is asked of each before it is stored and what is told after. */
@Singleton
public class Cases extends Records<SupportCase> {

    private static final Set<String> OF_THE_CUSTOMER = Set.of("accountId", "contactId");
    private static final Set<String> OF_HEALTH = Set.of("accountId", "status", "priority", "breaches", "csat", "csatReceivedAt",
            "escalationLevel", "archivedAt");

    private final Assignment assignment;
    private final Customers customers;
    private final CaseNumbers numbers;
    private final SlaPolicies policies;
    private final Breaches breaches;
    private final Surveys surveys;
    private final HealthQueue health;
    private final CaseAnnouncements announcements;

    Cases(Chassis chassis, Assignment assignment, Customers customers, CaseNumbers numbers, SlaPolicies policies, Breaches breaches,
            Surveys surveys, HealthQueue health, CaseAnnouncements announcements) {
        super(CaseDescription.CASE, chassis);
        this.assignment = assignment;
        this.customers = customers;
        this.numbers = numbers;
        this.policies = policies;
        this.breaches = breaches;
        this.surveys = surveys;
        this.health = health;
        this.announcements = announcements;
    }

    @Override
    protected void complete(SupportCase record, Me me) {
        if (record.status == null) {
            record.status = record.owner == null ? CaseStatus.NEW : CaseStatus.ASSIGNED;
        }
        record.priority = record.priority == null ? Priority.NORMAL : record.priority;
        CaseRules.checkValues(record);
    }

    /** History changes what was; it starts no clock and stops none that is awaited no more. */
    @Override
    protected void importedChange(SupportCase record, Me me) {
        complete(record, me);
        record.nextDueAt = record.status.isOver() ? null : record.nextDueAt;
    }

    @Override
    public Uni<Void> beforeImportIsStored(SqlConnection connection, List<SupportCase> created, List<SupportCase> changed) {
        List<UUID> accounts = Stream.concat(created.stream(), changed.stream()).map(each -> each.accountId).toList();
        return (created.isEmpty() ? Uni.createFrom().voidItem() : numbers.give(connection, created)).chain(() -> health.mark(connection, accounts));
    }

    @Override
    protected Uni<Void> beforeCreation(SupportCase record, Me me, Creation creation) {
        CaseRules.checkFirst(record);
        assignment.check(record, me);
        return Panache.getSession().chain(session -> customers.complete(session, record)
                .chain(account -> policies.promise(session, record, account))
                .chain(() -> health.mark(session, record.accountId))
                .chain(() -> numbers.next(session))
                .invoke(number -> record.number = number)
                .replaceWithVoid());
    }

    @Override
    protected void beforeChange(SupportCase record, Map<String, FieldChange> changes, Me me) {
        Instant now = chassis().clock().instant();
        FieldChange move = changes.get("status");
        CaseRules.applyChange(record, changes, now);
        if (changes.containsKey("owner") || changes.containsKey("team")) {
            assignment.check(record, me);
        }
        CaseClock.of(record).change(move == null ? null : CaseStatus.valueOf(move.from().asText()), changes.keySet(), now);
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(SupportCase record, Map<String, FieldChange> changes, Me me) {
        return Panache.getSession().chain(session -> {
            Uni<Void> work = Uni.createFrom().voidItem();
            if (changes.keySet().stream().anyMatch(OF_THE_CUSTOMER::contains)) {
                work = work.chain(() -> customers.check(session, record)).replaceWithVoid();
            }
            if (changes.containsKey("breaches")) {
                work = work.chain(() -> breaches.keep(session, record));
            }
            if (changes.containsKey("status") && record.status == CaseStatus.RESOLVED) {
                work = work.chain(() -> surveys.open(session, record));
            }
            if (changes.keySet().stream().anyMatch(OF_HEALTH::contains)) {
                FieldChange before = changes.get("accountId");
                UUID left = before == null || before.from().isNull() ? null : UUID.fromString(before.from().asText());
                work = work.chain(() -> health.mark(session, record.accountId)).chain(() -> health.mark(session, left));
            }
            return work;
        });
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(SupportCase record, Map<String, FieldChange> changes, Me me) {
        return announcements.of(record, new CaseNews(record.why, record.said, record.csatComment, record.takeBreaking()), changes, me);
    }

    /**
     * Does an act of the business on a case that the caller may change. Acts on one case follow each other.
     *
     * @throws Problem 404 not there or not visible, 403 not the caller's to change, 409 not possible now
     */
    public Uni<SupportCase> act(UUID id, Me me, Consumer<SupportCase> edit) {
        return Panache.withTransaction(() -> locked(id, me).chain(record -> store(record, me, edit)));
    }

    /** The case, if the caller may change it, locked until the transaction ends. */
    public Uni<SupportCase> locked(UUID id, Me me) {
        return Panache.getSession().chain(session -> session.find(SupportCase.class, id, LockMode.PESSIMISTIC_WRITE)
                .chain(found -> find(session, id, me))
                .invoke(Cases::refuseArchived));
    }

    /** The case whoever asks, locked until the transaction ends; null where there is none. */
    public Uni<SupportCase> locked(UUID id) {
        return Panache.getSession().chain(session -> session.find(SupportCase.class, id, LockMode.PESSIMISTIC_WRITE));
    }

    /** Changes a case that {@link #locked} answered. */
    public Uni<SupportCase> store(SupportCase record, Me me, Consumer<SupportCase> edit) {
        return Panache.getSession().chain(session -> store(session, record, me, edit));
    }

    public static void refuseArchived(SupportCase record) {
        if (record.archivedAt != null) {
            throw Problem.conflict("case-archived", "The case is archived", "Restore it first.");
        }
    }
}

package crm.chassis.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Ids;
import crm.chassis.record.RecordType;
import crm.chassis.sql.SqlStates;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The records of one type and the acts that change them. Each act is one transaction that writes the record, its
 * history and its events. A service extends this with the rules of its business.
 *
 * @param <T> the entity
 */
public abstract class Records<T extends CrmRecord> {

    private final RecordType<T> type;
    private final Chassis chassis;
    private final NewRow<T> newRow;

    protected Records(RecordType<T> type, Chassis chassis) {
        this(type, chassis, false);
    }

    /**
     * @param atOnce whether {@link NewRow} stores new records, for kinds that come in large numbers: the description has to name every
     *     column, and whoever goes on with a new record in the same transaction finds it in the database and not in the session
     */
    protected Records(RecordType<T> type, Chassis chassis, boolean atOnce) {
        this.type = type;
        this.chassis = chassis;
        this.newRow = atOnce ? new NewRow<>(type) : null;
    }

    public RecordType<T> type() {
        return type;
    }

    public Chassis chassis() {
        return chassis;
    }

    // ---- rules that a service adds -------------------------------------------------------------------------------

    /**
     * Fills in what was left out and brings values into their usual form. Runs before every creation, those of an
     * import included, in memory only.
     */
    protected void complete(T record, Me me) {}

    /** What only a new record that comes with an import needs; history may arrive in any state. */
    protected void imported(T record, Me me) {}

    /** Brings a record that an import changed into its usual form; rules of transition do not bind imports. */
    protected void importedChange(T record, Me me) {
        complete(record, me);
    }

    /** Checks that need the database before somebody creates a record; an import does not come here. */
    protected Uni<Void> beforeCreation(T record, Me me, Creation creation) {
        return Uni.createFrom().voidItem();
    }

    /**
     * What records of an import need from the database before they are stored, in the open transaction of the batch; changed ones may
     * turn out the same. Those of an import that is taken back come here as changed ones.
     */
    public Uni<Void> beforeImportIsStored(SqlConnection connection, List<T> created, List<T> changed) {
        return Uni.createFrom().voidItem();
    }

    /**
     * Finds owners for new records of an import whose rows name neither owner nor team, in the open transaction of the
     * batch; all of them have what {@link #prepare} gives. An import that leaves owners alone does not come here.
     */
    public Uni<Void> giveOwners(SqlConnection connection, List<T> ownerless, Me me) {
        return Uni.createFrom().voidItem();
    }

    /**
     * The field that names the record above, where records stand above each other; null for none. An import refuses rows that make
     * a circle. Whoever changes that field holds the advisory lock {@code hierarchy:} with the entity's simple name.
     */
    public String above() {
        return null;
    }

    /** Events beside created that a new record of an import means. */
    public List<OutgoingEvent> importedEvents(T record, Me me) {
        return List.of();
    }

    /** Checks a change that is not stored yet, and may add to it; refuses with a {@link Problem}. */
    protected void beforeChange(T record, Map<String, FieldChange> changes, Me me) {}

    /** Checks of a change that need the database; the session holds the changed record. */
    protected Uni<Void> beforeChangeIsStored(T record, Map<String, FieldChange> changes, Me me) {
        return Uni.createFrom().voidItem();
    }

    /** Events beside created and changed that a change means, as in a lead that was assigned. */
    protected List<OutgoingEvent> furtherEvents(T record, Map<String, FieldChange> changes, Me me) {
        return List.of();
    }

    // ---- acts ----------------------------------------------------------------------------------------------------

    /**
     * Creates a record from the body of a request.
     *
     * @throws Problem 403 where the role creates none, 409 where the id is taken, 422 where fields are not valid
     */
    public Uni<T> create(JsonNode body, Creation creation, Me me) {
        return Uni.createFrom().deferred(() -> {
            if (!type.access().mayCreate(me)) {
                throw Problem.forbidden("Your roles do not create records of this kind.");
            }
            T record = type.create();
            new RecordInput<>(type, me).create(record, body);
            return create(record, creation, me);
        });
    }

    /** Stores a record that was made in the program. Must run where a transaction is open or may be opened. */
    public Uni<T> create(T record, Creation creation, Me me) {
        prepare(record, me);
        return Panache.withTransaction(() -> beforeCreation(record, me, creation)
                .chain(() -> Panache.getSession())
                .chain(session -> newRow != null
                        ? newRow.insert(session, record, events(record, Map.of(), me), chassis, me).onFailure(SqlStates::isTaken).transform(Records::taken)
                        : session.persist(record).chain(session::flush).onFailure(SqlStates::isTaken).transform(Records::taken)
                                .chain(() -> record(record, Map.of(), me)))
                .replaceWith(record));
    }

    private static Problem taken(Throwable violation) {
        return Problem.conflict("id-taken", "This id is taken", "There is a record with this id or another value that has to be unique.");
    }

    /** Everything that a new record gets before it is stored. */
    public void prepare(T record, Me me) {
        Instant now = chassis.clock().instant();
        record.id = record.id == null ? Ids.next() : record.id;
        record.createdAt = record.createdAt == null ? now : record.createdAt;
        record.createdBy = me.login();
        record.updatedAt = now;
        record.updatedBy = me.login();
        record.source = record.source == null ? "API" : record.source;
        if (record.owner == null && record.team == null && type.access().ownsWhatItCreates(me)) {
            record.owner = me.login();
            record.team = me.team();
        } else if (record.owner != null && record.team == null) {
            record.team = chassis.directory().teamOf(record.owner);
        }
        complete(record, me);
        new RecordInput<>(type, me).requireAll(record);
        new Standards<>(type).checkNew(record, me);
    }

    /** The same for a record that comes with an import. */
    public void prepareImported(T record, Me me) {
        record.source = record.source == null ? "IMPORT" : record.source;
        imported(record, me);
        prepare(record, me);
    }

    /** Everything that a record gets before a change by an import is stored. */
    public void prepareImportedChange(T record, Snapshot<T> before, Me me) {
        importedChange(record, me);
        new RecordInput<>(type, me).requireAll(record);
        new Standards<>(type).checkChange(record, before.customFields(), before.changes(record), me);
        record.updatedAt = chassis.clock().instant();
        record.updatedBy = me.login();
    }

    /** Applies a merge patch (RFC 7396) to a record of the expected version. */
    public Uni<T> patch(UUID id, IfMatch ifMatch, JsonNode body, Me me) {
        return change(id, ifMatch, me, record -> new RecordInput<>(type, me).patch(record, body));
    }

    /** Takes a record out of sight; it can be restored. Archiving what is archived changes nothing. */
    public Uni<T> archive(UUID id, IfMatch ifMatch, Me me) {
        return change(id, ifMatch, me, record -> {
            if (record.archivedAt == null) {
                record.archivedAt = chassis.clock().instant();
            }
        });
    }

    public Uni<T> restore(UUID id, Me me) {
        return change(id, IfMatch.ANY, me, record -> record.archivedAt = null);
    }

    /**
     * Changes a record that the caller may change: checks the version, compares before and after, asks the rules, and
     * writes record, history and events. Without a difference nothing is written.
     *
     * @throws Problem 404 not there or not visible, 403 not the caller's to change, 412 another version
     */
    public Uni<T> change(UUID id, IfMatch ifMatch, Me me, Consumer<T> edit) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> find(session, id, me)
                .chain(record -> {
                    ifMatch.check(record.version, () -> view(record, me));
                    return store(session, record, me, edit);
                })
                .onFailure(SqlStates::isStale).recoverWithUni(stale -> current(id, me))));
    }

    /** The same for a record that the session already holds. */
    protected Uni<T> store(Mutiny.Session session, T record, Me me, Consumer<T> edit) {
        return edit(record, me, edit).chain(changes -> changes == null
                ? Uni.createFrom().item(record)
                : session.flush().chain(() -> record(record, changes, me)).replaceWith(record));
    }

    /** Edits a record in memory and asks the rules; null where nothing is different. */
    Uni<Map<String, FieldChange>> edit(T record, Me me, Consumer<T> edit) {
        Snapshot<T> before = Snapshot.of(type, record);
        edit.accept(record);
        Map<String, FieldChange> edited = before.changes(record);
        if (edited.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        new Ownership(chassis.directory(), me).follow(record, edited);
        beforeChange(record, edited, me);
        new RecordInput<>(type, me).requireAll(record);
        record.updatedAt = chassis.clock().instant();
        record.updatedBy = me.login();
        Map<String, FieldChange> changes = before.changes(record);
        new Standards<>(type).checkChange(record, before.customFields(), changes, me);
        return beforeChangeIsStored(record, changes, me).replaceWith(changes);
    }

    /** The record, if the caller may see and change it; held by the session. */
    protected Uni<T> find(Mutiny.Session session, UUID id, Me me) {
        return session.find(type.entity(), id).map(record -> changeable(record, me));
    }

    /** Refuses a record that is not there or not this person's to change. */
    T changeable(T record, Me me) {
        if (record == null || !AccessSql.within(type.access().read(me), me, record.owner, record.team)) {
            throw Problem.notFound();
        }
        Scope scope = type.access().change(me);
        if (!AccessSql.within(scope, me, record.owner, record.team)) {
            throw Problem.forbidden(scope == Scope.NONE
                    ? "Your roles read these records and do not change them."
                    : "This record belongs to somebody else.");
        }
        return record;
    }

    /** Somebody else was faster: answers 412 with what is stored now. The failed transaction is rolled back. */
    private <X> Uni<X> current(UUID id, Me me) {
        return chassis.queries().one(type, id, null, me).map(found -> {
            throw IfMatch.stale(chassis.json(found.json()));
        });
    }

    /** Writes history and events of a stored record in the open transaction. */
    private Uni<Void> record(T record, Map<String, FieldChange> changes, Me me) {
        List<OutgoingEvent> events = events(record, changes, me);
        return chassis.history().add(type, record, changes, me)
                .chain(() -> events.isEmpty() ? Uni.createFrom().voidItem() : chassis.outbox().addAll(events));
    }

    /** All events that a stored change means. */
    List<OutgoingEvent> events(T record, Map<String, FieldChange> changes, Me me) {
        String view = new String(chassis.recordJson().bytes(type, record, null), StandardCharsets.UTF_8);
        List<OutgoingEvent> events = new ArrayList<>();
        chassis.stateEvents().of(type, record, changes, view).ifPresent(state -> events.add(state.by(me.actor())));
        events.addAll(furtherEvents(record, changes, me));
        return events;
    }

    /** An event about a record in its present version. */
    protected OutgoingEvent event(String eventType, T record, ObjectNode data, Me me) {
        return OutgoingEvent.of(eventType, record.id, record.version, data).by(me.actor());
    }

    /** The record as this person may see it. */
    public byte[] bytes(T record, Me me) {
        return chassis.recordJson().bytes(type, record, me.roles());
    }

    public JsonNode view(T record, Me me) {
        return chassis.json(bytes(record, me));
    }
}

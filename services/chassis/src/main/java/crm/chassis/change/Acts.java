package crm.chassis.change;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Ids;
import crm.chassis.record.RecordType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Several acts on records of one type in one transaction. An act that the rules refuse leaves no trace and stops no
 * other; what the database itself refuses undoes them all, see {@link Culprit}.
 */
public final class Acts<T extends CrmRecord> {

    public enum Kind { CREATE, UPDATE, ARCHIVE, RESTORE, ASSIGN }

    /**
     * One act.
     *
     * @param id the record; null for a new one
     * @param ifMatch the version that the caller has seen
     * @param body the record, the merge patch, or owner and team
     */
    public record Act(Kind kind, UUID id, IfMatch ifMatch, JsonNode body) {}

    /** What came of an act: the record as it is stored, or why not. */
    public record Result<T>(T record, Problem problem) {}

    /** The database refuses what one act writes. Nothing was stored; the others may be tried without it. */
    public static final class Culprit extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int index;

        Culprit(int index, Throwable cause) {
            super(cause);
            this.index = index;
        }

        public int index() {
            return index;
        }
    }

    private record Pending<T>(T record, Map<String, FieldChange> changes) {}

    private final Records<T> records;
    private final RecordType<T> type;
    private final Creation creation;
    private final Me me;
    private final Predicate<T> within;
    private final Mutiny.Session session;
    private final Map<UUID, T> known = new HashMap<>();
    private final Map<UUID, Pending<T>> pending = new LinkedHashMap<>();

    private Acts(Records<T> records, Creation creation, Me me, Predicate<T> within, Mutiny.Session session) {
        this.records = records;
        this.creation = creation;
        this.me = me;
        this.within = within;
        this.session = session;
        type = records.type();
    }

    /**
     * Carries the acts out.
     *
     * @param refused acts that are left out, with their reason
     * @param oneByOne writes after each act, which is slower and tells which one the database refuses
     * @return a result for each act, in their order
     */
    public static <T extends CrmRecord> Uni<List<Result<T>>> together(Records<T> records, List<Act> acts, Map<Integer, Problem> refused,
            boolean oneByOne, Creation creation, Me me) {
        return together(records, acts, refused, oneByOne, creation, me, record -> true);
    }

    /** The same where only some records are there at all, as in those of one campaign. */
    public static <T extends CrmRecord> Uni<List<Result<T>>> together(Records<T> records, List<Act> acts, Map<Integer, Problem> refused,
            boolean oneByOne, Creation creation, Me me, Predicate<T> within) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> new Acts<>(records, creation, me, within, session).all(acts, refused, oneByOne)));
    }

    private Uni<List<Result<T>>> all(List<Act> acts, Map<Integer, Problem> refused, boolean oneByOne) {
        return load(acts)
                .chain(() -> Multi.createFrom().range(0, acts.size())
                        .onItem().transformToUniAndConcatenate(index -> {
                            if (refused.containsKey(index)) {
                                return Uni.createFrom().item(new Result<T>(null, refused.get(index)));
                            }
                            Uni<Result<T>> result = one(acts.get(index));
                            return oneByOne ? result.call(session::flush).onFailure().transform(failure -> new Culprit(index, failure)) : result;
                        })
                        .collect().asList())
                .call(this::settle);
    }

    /** All records that the acts name, with one query. */
    private Uni<Void> load(List<Act> acts) {
        Object[] ids = acts.stream().map(act -> act.kind() == Kind.CREATE ? wanted(act.body()) : act.id())
                .filter(java.util.Objects::nonNull).distinct().toArray();
        if (ids.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return session.find(type.entity(), ids)
                .invoke(found -> found.stream().filter(record -> record != null && within.test(record)).forEach(record -> known.put(record.id, record)))
                .replaceWithVoid();
    }

    /** The id that a client chose for a new record; null for none or for what is none. */
    private static UUID wanted(JsonNode body) {
        try {
            return body != null && body.path("id").isTextual() ? Ids.ofPath(body.path("id").textValue()) : null;
        } catch (Problem none) {
            return null;
        }
    }

    private Uni<Result<T>> one(Act act) {
        return Uni.createFrom().deferred(() -> switch (act.kind()) {
            case CREATE -> create(act);
            case UPDATE -> change(act, record -> new RecordInput<>(type, me).patch(record, act.body()));
            case ARCHIVE -> change(act, record -> record.archivedAt = record.archivedAt == null ? records.chassis().clock().instant() : record.archivedAt);
            case RESTORE -> change(act, record -> record.archivedAt = null);
            case ASSIGN -> change(act, record -> assign(record, act.body()));
        }).map(record -> new Result<>(record, null)).onFailure(Problem.class).recoverWithItem(problem -> new Result<>(null, (Problem) problem));
    }

    private Uni<T> create(Act act) {
        if (!type.access().mayCreate(me)) {
            throw Problem.forbidden("Your roles do not create records of this kind.");
        }
        T record = type.create();
        new RecordInput<>(type, me).create(record, act.body());
        if (known.containsKey(record.id)) {
            throw Problem.conflict("id-taken", "This id is taken", "There is a record with this id.");
        }
        records.prepare(record, me);
        return records.beforeCreation(record, me, creation)
                .chain(() -> session.persist(record))
                .invoke(() -> {
                    known.put(record.id, record);
                    pending.put(record.id, new Pending<>(record, Map.of()));
                })
                .replaceWith(record);
    }

    private Uni<T> change(Act act, Consumer<T> edit) {
        T record = records.changeable(known.get(act.id()), me);
        // a second act on a record is a change of its own, with a version of its own
        return (pending.containsKey(record.id) ? settle() : Uni.createFrom().voidItem()).chain(() -> {
            act.ifMatch().check(record.version, () -> records.view(record, me));
            Snapshot<T> before = Snapshot.of(type, record);
            return Uni.createFrom().deferred(() -> records.edit(record, me, edit))
                    .onFailure().invoke(refused -> takeBack(before, record))
                    .invoke(changes -> {
                        if (changes != null) {
                            pending.put(record.id, new Pending<>(record, changes));
                        }
                    })
                    .replaceWith(record);
        });
    }

    /** As if the act had never been: what was edited and is as before again must not count as a change, or it gets a version. */
    private void takeBack(Snapshot<T> before, T record) {
        before.restore(record);
        if (record instanceof SelfDirtinessTracker tracker) {
            tracker.$$_hibernate_clearDirtyAttributes();
        }
    }

    private void assign(T record, JsonNode body) {
        new RecordInput<>(type, me).patch(record, body);
        if (!body.hasNonNull("owner")) {
            record.owner = null;
        }
    }

    /** Stores what is pending, with its history and events. */
    private Uni<Void> settle() {
        return session.flush().chain(() -> {
            List<Pending<T>> stored = new ArrayList<>(pending.values());
            pending.clear();
            List<OutgoingEvent> events = new ArrayList<>();
            stored.forEach(each -> events.addAll(records.events(each.record(), each.changes(), me)));
            return Multi.createFrom().iterable(stored)
                    .onItem().transformToUniAndConcatenate(each -> records.chassis().history().add(type, each.record(), each.changes(), me))
                    .collect().asList()
                    .chain(() -> events.isEmpty() ? Uni.createFrom().voidItem() : records.chassis().outbox().addAll(events));
        });
    }
}

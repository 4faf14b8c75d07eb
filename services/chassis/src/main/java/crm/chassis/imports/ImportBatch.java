package crm.chassis.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.change.Records;
import crm.chassis.change.Snapshot;
import crm.chassis.history.FieldChange;
import crm.chassis.history.History;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.chassis.record.RecordType;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Some rows of a file, brought into records in one open transaction: read, resolved, matched, checked in memory, and
 * written with their history and events.
 */
final class ImportBatch<T extends CrmRecord> {

    private static final Logger LOG = Logger.getLogger(ImportBatch.class);
    private static final Set<String> NEVER_UPDATED = Set.of("id", "createdAt");

    private final ImportPlan<T> plan;
    private final RecordType<T> type;
    private final Me me;
    private final SqlConnection connection;
    private final List<Touched<T>> touched = new ArrayList<>();
    private final Map<UUID, Touched<T>> byId = new HashMap<>();
    private final Map<String, Touched<T>> byKey = new HashMap<>();
    private final List<RowResult> results = new ArrayList<>();
    private final List<Unmatched> unmatched = new ArrayList<>();
    private final Set<String> earlierKeys = new HashSet<>();
    private final Set<UUID> earlierRecords = new HashSet<>();
    private final Set<UUID> reversible = new HashSet<>();
    private Map<String, List<Matches.Match<T>>> matches = Map.of();
    /** Null where the file does not say what stands above what. */
    private final Circles<T> circles;

    /** A record that rows of this batch make or change. */
    private static final class Touched<T extends CrmRecord> {
        final T record;
        final Snapshot<T> before;
        /** Its stored row; null for a new record. */
        final String image;
        final List<RowResult> rows = new ArrayList<>();
        boolean ownerless;
        boolean isPlaced;

        Touched(RecordType<T> type, T record, String image) {
            this.record = record;
            this.image = image;
            before = Snapshot.of(type, record);
        }

        boolean isNew() {
            return image == null;
        }
    }

    ImportBatch(ImportPlan<T> plan, SqlConnection connection) {
        this.plan = plan;
        this.connection = connection;
        type = plan.records().type();
        me = plan.job().me();
        circles = Circles.of(plan, connection);
    }

    /** Applies the rows and answers what became of each, in their order. Nothing of it is committed here. */
    List<RowResult> apply(List<SourceRow> rows) {
        ObjectMapper json = plan.records().chassis().mapper();
        if (circles != null) {
            circles.alone();
        }
        List<Draft> drafts = rows.stream().map(row -> Draft.of(row, plan.width(), plan.columns(), plan.job().header(), json)).toList();
        resolveNames(drafts);
        match(drafts);
        takeInTurn(drafts);
        drafts.forEach(draft -> unmatched.addAll(draft.unmatched));
        if (circles != null) {
            leaveOut(circles.refused(touched.stream().map(each -> each.record).toList(), record -> byId.get(record.id).isPlaced,
                    record -> byId.get(record.id).isNew()), rows);
        }
        write();
        touched.forEach(this::keep);
        results.sort(java.util.Comparator.comparingLong(RowResult::number));
        return results;
    }

    /** What the rows that were applied call otherwise than it is known, each value once. */
    List<Unmatched> unmatched() {
        return Unmatched.counted(unmatched);
    }

    /** The record above each one that the rows put elsewhere. */
    Map<UUID, UUID> placed() {
        return circles == null ? Map.of() : circles.placed();
    }

    // ---- names of other records ----------------------------------------------------------------------------------

    private void resolveNames(List<Draft> drafts) {
        Map<Lookup, Set<String>> asked = new LinkedHashMap<>();
        drafts.forEach(draft -> draft.names.forEach((column, name) -> asked.computeIfAbsent(column.lookup(), lookup -> new LinkedHashSet<>()).add(name)));
        asked.forEach((lookup, names) -> {
            Map<String, Lookups.Answer> answers = plan.lookups().find(connection, lookup, names);
            drafts.forEach(draft -> draft.names.entrySet().removeIf(
                    named -> named.getKey().lookup().equals(lookup) && answer(draft, named.getKey(), answers.get(named.getValue()))));
            if (lookup.type() == type) {
                plan.lookups().forgetMissing(lookup);
            }
        });
    }

    /** Whether the question is settled; the file itself may still bring what a record of the same type refers to. */
    private boolean answer(Draft draft, ImportColumn column, Lookups.Answer answer) {
        if (answer.id() != null) {
            draft.values.put(column.field(), answer.id());
            return true;
        }
        if (column.lookup().type() == type) {
            return false;
        }
        refuse(draft, column, answer);
        return true;
    }

    private void refuse(Draft draft, ImportColumn column, Lookups.Answer answer) {
        draft.refuse(answer.reason());
        draft.unmatched.add(Unmatched.of(column, plan.job().header(), draft.names.get(column), answer.suggestion(), false));
    }

    /** Names that rows before this one in the batch bear; true when none are left. */
    private boolean resolveWithinBatch(Draft draft) {
        draft.names.entrySet().removeIf(named -> {
            Field by = named.getKey().lookup().by();
            String wanted = named.getValue().toLowerCase(Locale.ROOT);
            List<UUID> found = touched.stream()
                    .filter(each -> type.get(each.record, by) instanceof String text && text.toLowerCase(Locale.ROOT).equals(wanted))
                    .map(each -> each.record.id).toList();
            if (found.size() == 1) {
                draft.values.put(named.getKey().field(), found.get(0));
            }
            return found.size() == 1;
        });
        return draft.names.isEmpty();
    }

    // ---- records that are there ----------------------------------------------------------------------------------

    private void match(List<Draft> drafts) {
        Field field = plan.matchField();
        if (field == null) {
            return;
        }
        Set<String> sought = new LinkedHashSet<>();
        for (Draft draft : drafts) {
            draft.sought = Matches.sought(draft.values.get(field));
            if (draft.sought != null && !draft.isRefused()) {
                sought.add(draft.sought);
            }
        }
        matches = plan.matches().find(connection, sought);
        List<UUID> found = matches.values().stream().flatMap(List::stream).map(match -> match.record().id).toList();
        Set<String> keys = sought.stream().map(Matches::key).collect(Collectors.toSet());
        plan.results().earlier(connection, plan.job().id(), keys, found).forEach(earlier -> {
            if (earlier.matchKey() != null) {
                earlierKeys.add(earlier.matchKey());
            }
            if (earlier.recordId() != null) {
                earlierRecords.add(earlier.recordId());
                if (earlier.reversible()) {
                    reversible.add(earlier.recordId());
                }
            }
        });
    }

    // ---- row by row ----------------------------------------------------------------------------------------------

    /** A row waits while it names a record that a later row of the batch brings. */
    private void takeInTurn(List<Draft> drafts) {
        List<Draft> waiting = new ArrayList<>(drafts);
        while (waiting.removeIf(draft -> {
            boolean ready = draft.isRefused() || resolveWithinBatch(draft);
            if (ready) {
                take(draft);
            }
            return ready;
        })) {
            // as long as a row found what it waited for
        }
        for (Draft draft : waiting) {
            draft.names.forEach((column, name) ->
                    refuse(draft, column, plan.lookups().find(connection, column.lookup(), Set.of(name)).get(name)));
            take(draft);
        }
    }

    private void take(Draft draft) {
        try {
            if (draft.isRefused()) {
                throw new RowRefused(draft.reason());
            }
            bring(draft);
        } catch (RowRefused refused) {
            results.add(RowResult.failed(draft.row, refused.getMessage()));
        } catch (Problem refused) {
            results.add(RowResult.failed(draft.row, refused.errors().isEmpty() ? refused.getMessage()
                    : refused.errors().stream().map(FieldError::detail).distinct().collect(Collectors.joining(" "))));
        } catch (ArithmeticException | ClassCastException | IllegalStateException | NullPointerException unforeseen) {
            LOG.warnf(unforeseen, "Row %d of import %s could not be taken over", draft.row.number(), plan.job().id());
            results.add(RowResult.failed(draft.row, "A value of this row cannot be taken over."));
        }
    }

    private void bring(Draft draft) {
        String key = draft.sought == null ? null : Matches.key(draft.sought);
        Touched<T> known = key == null ? null : byKey.get(key);
        boolean again = known != null || key != null && earlierKeys.contains(key);
        if (known == null && key != null) {
            Matches.Match<T> match = only(matches.getOrDefault(draft.sought, List.of()), draft.sought);
            if (match != null) {
                again |= byId.containsKey(match.record().id) || earlierRecords.contains(match.record().id);
                known = byId.getOrDefault(match.record().id, new Touched<>(type, changeable(match.record()), match.image()));
            }
        }
        if (known != null) {
            change(draft, known, key, again ? Outcome.DUPLICATE : Outcome.UPDATED);
        } else {
            // where an earlier row made the record in a dry run there is none to add to
            create(draft, key, again && plan.job().dryRun() ? Outcome.DUPLICATE : Outcome.CREATED);
        }
    }

    private Matches.Match<T> only(List<Matches.Match<T>> found, String sought) {
        if (found.size() > 1) {
            throw new RowRefused(found.size() + " records have the " + plan.matchField().path() + " " + ImportColumn.shortened(sought)
                    + ", so it does not tell which one is meant.");
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private T changeable(T record) {
        if (!AccessSql.within(type.access().read(me), me, record.owner, record.team) || !AccessSql.within(type.access().change(me), me, record.owner, record.team)) {
            throw new RowRefused("There is a record with this " + plan.matchField().path() + " that is not yours to change.");
        }
        return record;
    }

    private void create(Draft draft, String key, Outcome outcome) {
        T record = type.create();
        draft.values.forEach((field, value) -> set(record, field, value));
        boolean ownerless = record.owner == null && record.team == null;
        plan.records().prepareImported(record, me);
        Touched<T> created = new Touched<>(type, record, null);
        created.ownerless = ownerless;
        created.isPlaced = circles != null && circles.places(draft);
        if (outcome == Outcome.CREATED) {
            remember(created, key);
        }
        created.rows.add(new RowResult(draft.row.number(), outcome, record.id, null, key, null, null, null));
        if (outcome != Outcome.CREATED) {
            results.add(plain(created.rows.get(0)));
        }
    }

    private void change(Draft draft, Touched<T> known, String key, Outcome outcome) {
        Snapshot<T> before = Snapshot.of(type, known.record);
        try {
            draft.values.forEach((field, value) -> {
                if (!NEVER_UPDATED.contains(field.name())) {
                    set(known.record, field, value);
                }
            });
            plan.records().prepareImportedChange(known.record, before, me);
        } catch (RuntimeException refused) {
            before.restore(known.record);
            throw refused;
        }
        boolean same = outcome == Outcome.UPDATED && before.changes(known.record).isEmpty();
        known.isPlaced |= circles != null && circles.places(draft);
        remember(known, key);
        known.rows.add(new RowResult(draft.row.number(), same ? Outcome.UNCHANGED : outcome, known.record.id, null, key, null, null, null));
    }

    private void remember(Touched<T> each, String key) {
        if (each.rows.isEmpty()) {
            touched.add(each);
            byId.put(each.record.id, each);
        }
        if (key != null) {
            byKey.put(key, each);
        }
    }

    /** A part of a whole stays beside the other parts; so do a company's own fields. */
    private void set(T record, Field field, Object value) {
        if (field.type() == FieldType.CUSTOM && value instanceof Map<?, ?> members) {
            Map<String, Object> merged = new LinkedHashMap<>();
            if (record.customFields != null) {
                merged.putAll(record.customFields);
            }
            members.forEach((name, member) -> merged.put(name.toString(), member));
            record.customFields = merged;
        } else {
            type.set(record, field, value);
        }
    }

    /** Records that cannot be stored as the file wants them, with all their rows. */
    private void leaveOut(Map<UUID, String> refused, List<SourceRow> rows) {
        Map<Long, SourceRow> read = rows.stream().collect(Collectors.toMap(SourceRow::number, row -> row));
        touched.stream().filter(each -> refused.containsKey(each.record.id))
                .forEach(each -> each.rows.forEach(row -> results.add(RowResult.failed(read.get(row.number()), refused.get(each.record.id)))));
        touched.removeIf(each -> refused.containsKey(each.record.id));
    }

    // ---- writing -------------------------------------------------------------------------------------------------

    private void write() {
        List<T> ownerless = touched.stream().filter(each -> each.ownerless).map(each -> each.record).toList();
        if (!plan.job().keepOwners() && !ownerless.isEmpty()) {
            Waiting.on(plan.records().giveOwners(connection, ownerless, me));
        }
        Map<Boolean, List<T>> fresh = touched.stream().collect(Collectors.partitioningBy(Touched::isNew, Collectors.mapping(each -> each.record, Collectors.toList())));
        Waiting.on(plan.records().beforeImportIsStored(connection, fresh.get(true), fresh.get(false)));
        List<T> created = new ArrayList<>();
        List<T> changed = new ArrayList<>();
        List<History.Entry> entries = new ArrayList<>();
        List<OutgoingEvent> events = new ArrayList<>();
        for (Touched<T> each : touched) {
            Map<String, FieldChange> changes = each.isNew() ? Map.of() : each.before.changes(each.record);
            if (each.isNew()) {
                created.add(each.record);
            } else if (!changes.isEmpty()) {
                each.record.version++;
                changed.add(each.record);
            } else {
                continue;
            }
            entries.add(new History.Entry(each.record.id, each.record.version, changes.values()));
            plan.event(each.record, changes, me.login()).ifPresent(events::add);
            if (each.isNew()) {
                plan.records().importedEvents(each.record, me).forEach(event -> events.add(plan.ofTheJob(event)));
            }
        }
        plan.table().insert(connection, created);
        plan.table().update(connection, changed);
        if (!plan.job().dryRun()) {
            Records<T> records = plan.records();
            Waiting.on(records.chassis().history().addAll(connection, type, entries, me));
            Waiting.on(records.chassis().outbox().addAll(connection, events));
        }
    }

    /** Adds the results of a record's rows; the first one that changes it keeps what it was before. */
    private void keep(Touched<T> each) {
        boolean keepsImage = !each.isNew() && !each.before.changes(each.record).isEmpty() && !reversible.contains(each.record.id);
        for (RowResult row : each.rows) {
            RowResult written = new RowResult(row.number(), row.outcome(), row.recordId(), each.record.version, row.matchKey(), null, null,
                    keepsImage ? each.image : null);
            keepsImage = false;
            results.add(plan.job().dryRun() ? new RowResult(row.number(), row.outcome(), each.isNew() ? null : row.recordId(), null,
                    row.matchKey(), null, null, null) : written);
        }
    }

    private static RowResult plain(RowResult row) {
        return new RowResult(row.number(), row.outcome(), null, null, row.matchKey(), null, null, null);
    }
}

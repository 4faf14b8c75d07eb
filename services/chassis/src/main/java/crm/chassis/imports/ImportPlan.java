package crm.chassis.imports;

import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the batches of one job share.
 *
 * @param width number of columns of the file
 * @param matchField field that rows are matched by; null for none
 */
record ImportPlan<T extends CrmRecord>(ImportJob job, Records<T> records, RecordTable<T> table, int width, List<ImportColumn> columns,
        Field matchField, Matches<T> matches, Lookups lookups, RowResults results) {

    static <T extends CrmRecord> ImportPlan<T> of(ImportJob job, Records<T> records, RecordKinds kinds, RowResults results, UsualValues usual) {
        RecordTable<T> table = new RecordTable<>(records.type(), records.chassis().mapper());
        ImportMapping mapping = ImportMapping.of(records.type(), job.header(), job.mapping(), job.me(), kinds);
        Field matchField = job.matchOn() == null ? null : records.type().field(job.matchOn());
        return new ImportPlan<>(job, records, table, job.header().size(), usual.known(records.type(), mapping.columns()), matchField,
                new Matches<>(records.type(), table, matchField), new Lookups(job.me()), results);
    }

    /** The event that carries the record as it is now; empty where nobody is told of records of this kind. */
    Optional<OutgoingEvent> event(T record, Map<String, FieldChange> changes, String actor) {
        String view = new String(records.chassis().recordJson().bytes(records.type(), record, null), StandardCharsets.UTF_8);
        return records.chassis().stateEvents().of(records.type(), record, changes, view).map(event -> ofTheJob(event.by(actor)));
    }

    OutgoingEvent ofTheJob(OutgoingEvent event) {
        return event.correlatedWith(job.id().toString()).tracedBy(job.traceparent()).inBulk();
    }
}

package crm.chassis.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.history.History;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.SqlValues;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Stores a new record with its history and its events in one statement, past Hibernate: one way to the database in place of
 * three, and a third of the processor time. The session does not hold the record afterwards.
 */
final class NewRow<T extends CrmRecord> {

    private final RecordType<T> type;
    private final List<Field> stored;
    private final String changes;

    NewRow(RecordType<T> type) {
        this.type = type;
        stored = type.stored();
        changes = "with stored as (insert into " + type.table() + " (" + stored.stream().map(Field::sql).collect(Collectors.joining(", ")) + ") values ("
                + IntStream.rangeClosed(1, stored.size()).mapToObj(i -> "$" + i).collect(Collectors.joining(", ")) + ")), noted as ("
                + History.insertion(stored.size() + 1) + ")";
    }

    /** Writes all of it in the open transaction. */
    Uni<Void> insert(Mutiny.Session session, T record, List<OutgoingEvent> events, Chassis chassis, Me me) {
        ObjectMapper json = chassis.mapper();
        List<Object> values = new ArrayList<>(stored.size() + 6);
        stored.forEach(field -> values.add(SqlValues.stored(field, type.get(record, field), json)));
        values.addAll(chassis.history().values(type, record, Map.of(), me));
        return chassis.outbox().addAllWith(session, changes, values, events);
    }
}

package crm.chassis.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.directory.Directory;
import crm.chassis.history.FieldChange;
import crm.chassis.history.History;
import crm.chassis.list.RecordQueries;
import crm.chassis.outbox.Outbox;
import crm.chassis.record.RecordJson;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** The parts that every kind of record works with, handed over together. */
@Singleton
public final class Chassis {

    private final Clock clock;
    private final Directory directory;
    private final RecordQueries queries;
    private final RecordJson recordJson;
    private final History history;
    private final Outbox outbox;
    private final ObjectMapper mapper;

    Chassis(Clock clock, Directory directory, RecordQueries queries, RecordJson recordJson, History history, Outbox outbox,
            ObjectMapper mapper) {
        this.clock = clock;
        this.directory = directory;
        this.queries = queries;
        this.recordJson = recordJson;
        this.history = history;
        this.outbox = outbox;
        this.mapper = mapper;
    }

    public Clock clock() {
        return clock;
    }

    public Directory directory() {
        return directory;
    }

    public RecordQueries queries() {
        return queries;
    }

    public RecordJson recordJson() {
        return recordJson;
    }

    public History history() {
        return history;
    }

    public Outbox outbox() {
        return outbox;
    }

    public ObjectMapper mapper() {
        return mapper;
    }

    /** Data of an event that carries state: the record as it is now and what changed. */
    public ObjectNode stateOf(ObjectNode view, Map<String, FieldChange> changes) {
        ObjectNode data = mapper.createObjectNode();
        data.set("record", view);
        if (!changes.isEmpty()) {
            data.set("changes", mapper.valueToTree(changes.values()));
        }
        return data;
    }

    JsonNode json(byte[] bytes) {
        try {
            return mapper.readTree(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

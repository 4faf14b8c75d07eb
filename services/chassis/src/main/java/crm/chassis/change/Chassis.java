package crm.chassis.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.directory.Directory;
import crm.chassis.history.History;
import crm.chassis.list.RecordQueries;
import crm.chassis.outbox.Outbox;
import crm.chassis.record.RecordJson;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;

/** The parts that every kind of record works with, handed over together. */
@Singleton
public final class Chassis {

    private final Clock clock;
    private final Directory directory;
    private final RecordQueries queries;
    private final RecordJson recordJson;
    private final History history;
    private final Outbox outbox;
    private final StateEvents stateEvents;
    private final ObjectMapper mapper;

    Chassis(Clock clock, Directory directory, RecordQueries queries, RecordJson recordJson, History history, Outbox outbox,
            StateEvents stateEvents, ObjectMapper mapper) {
        this.clock = clock;
        this.directory = directory;
        this.queries = queries;
        this.recordJson = recordJson;
        this.history = history;
        this.outbox = outbox;
        this.stateEvents = stateEvents;
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

    public StateEvents stateEvents() {
        return stateEvents;
    }

    public ObjectMapper mapper() {
        return mapper;
    }

    JsonNode json(byte[] bytes) {
        try {
            return mapper.readTree(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package crm.chassis.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import crm.chassis.access.AccessRules;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.Field;
import crm.chassis.record.RecordEvents;
import crm.chassis.record.RecordType;
import crm.chassis.sample.Tile;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateEventsTest {

    private static final FieldChange NAMED = new FieldChange("name", new TextNode("Old"), new TextNode("New"));
    private static final FieldChange ARCHIVED = new FieldChange("archivedAt", NullNode.instance, new TextNode("2026-11-21T19:00:00Z"));

    private final StateEvents events = new StateEvents("sample", new ObjectMapper());
    private final Tile tile = tile();

    @Test
    void aKindWithoutEventsOfItsOwnIsToldAsRecordChanged() {
        RecordType<Tile> type = type().build();

        OutgoingEvent created = events.of(type, tile, Map.of(), "{\"name\":\"New\"}").orElseThrow();
        assertThat(created.type()).isEqualTo("crm.sample.record-changed.v1");
        assertThat(created.subject()).isEqualTo(tile.id);
        assertThat(created.recordVersion()).isEqualTo(7);
        assertThat(created.data()).isEqualTo("{\"recordType\":\"tile\",\"action\":\"CREATED\",\"record\":{\"name\":\"New\"}}");

        assertThat(events.of(type, tile, Map.of("name", NAMED), "{}").orElseThrow().data()).isEqualTo(
                "{\"recordType\":\"tile\",\"action\":\"CHANGED\",\"record\":{},\"changes\":[{\"field\":\"name\",\"from\":\"Old\",\"to\":\"New\"}]}");
        // restored
        assertThat(events.of(type, tile, Map.of("archivedAt", ARCHIVED), "{}").orElseThrow().data()).contains("\"action\":\"CHANGED\"");
        tile.archivedAt = Instant.parse("2026-11-21T19:00:00Z");
        assertThat(events.of(type, tile, Map.of("archivedAt", ARCHIVED), "{}").orElseThrow().data()).contains("\"action\":\"ARCHIVED\"");
        assertThat(events.of(type, tile, Map.of("name", NAMED), "{}").orElseThrow().data()).contains("\"action\":\"CHANGED\"");
    }

    @Test
    void aKindWithEventsOfItsOwnIsToldByThem() {
        RecordType<Tile> all = type().events(new RecordEvents("made", "changed", "archived")).build();
        RecordType<Tile> two = type().events(new RecordEvents("made", "changed", null)).build();

        assertThat(events.of(all, tile, Map.of(), "{}").orElseThrow().type()).isEqualTo("made");
        assertThat(events.of(all, tile, Map.of("name", NAMED), "{}").orElseThrow().data())
                .isEqualTo("{\"record\":{},\"changes\":[{\"field\":\"name\",\"from\":\"Old\",\"to\":\"New\"}]}");
        tile.archivedAt = Instant.parse("2026-11-21T19:00:00Z");
        assertThat(events.of(all, tile, Map.of("archivedAt", ARCHIVED), "{}").orElseThrow().type()).isEqualTo("archived");
        assertThat(events.of(two, tile, Map.of("archivedAt", ARCHIVED), "{}").orElseThrow().type()).isEqualTo("changed");
    }

    @Test
    void nobodyHearsOfWhatIsPrivate() {
        RecordType<Tile> type = type().untold().build();

        assertThat(events.of(type, tile, Map.of(), "{}")).isEmpty();
        assertThat(events.of(type, tile, Map.of("name", NAMED), "{}")).isEmpty();
    }

    private static RecordType.Builder<Tile> type() {
        return RecordType.of(Tile.class, "tile", "tiles").fields(Field.text("name")).access(AccessRules.rules());
    }

    private static Tile tile() {
        Tile tile = new Tile();
        tile.id = UUID.randomUUID();
        tile.version = 7;
        return tile;
    }
}

package crm.chassis.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.RecordType;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What others are told of a record that was created, changed or archived: the state event that the contract has for its
 * kind, or else {@code record-changed}, which tells every change of every other kind, so that the audit misses none.
 */
@Singleton
public final class StateEvents {

    private enum Action { CREATED, CHANGED, ARCHIVED }

    private final String recordChanged;
    private final ObjectMapper json;

    StateEvents(@ConfigProperty(name = "crm.service") String service, ObjectMapper json) {
        recordChanged = "crm." + service + ".record-changed.v1";
        this.json = json;
    }

    /**
     * The event of a record in its present version; empty where its kind is nobody else's business.
     *
     * @param changes from what to what it was changed; empty for a new record
     * @param view    the whole record as JSON
     */
    public <T extends CrmRecord> Optional<OutgoingEvent> of(RecordType<T> type, T record, Map<String, FieldChange> changes, String view) {
        Action action = changes.isEmpty() ? Action.CREATED
                : changes.containsKey("archivedAt") && record.archivedAt != null ? Action.ARCHIVED : Action.CHANGED;
        String own = switch (action) {
            case CREATED -> type.events().created();
            case CHANGED -> type.events().changed();
            case ARCHIVED -> type.events().archivedOrChanged();
        };
        if (own == null && !type.isTold()) {
            return Optional.empty();
        }
        String what = own == null ? "\"recordType\":\"" + type.name() + "\",\"action\":\"" + action + "\"," : "";
        String told = changes.isEmpty() ? "" : ",\"changes\":" + json.valueToTree(changes.values());
        return Optional.of(OutgoingEvent.of(own == null ? recordChanged : own, record.id, record.version, "{" + what + "\"record\":" + view + told + "}"));
    }

    /** The same of a record that is told again as it stands, for those who lost their copy. */
    public OutgoingEvent again(RecordType<?> type, UUID id, long version, String view) {
        String own = type.events().changed();
        String what = own == null ? "\"recordType\":\"" + type.name() + "\",\"action\":\"" + Action.CHANGED + "\"," : "";
        return OutgoingEvent.of(own == null ? recordChanged : own, id, version, "{" + what + "\"record\":" + view + "}").toldAgain();
    }
}

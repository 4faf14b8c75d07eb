package crm.governance.record;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.inbox.IncomingEvent;
import crm.chassis.inbox.PoisonMessage;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Which record an event is about: its singular name in camel case, as in {@code lead}, and its id. */
public record RecordName(String type, UUID id) {

    /** What the events of a type are about where the type does not begin with the record's name. */
    private static final Map<String, String> BY_BEGINNING = Map.of(
            "sla", "case",
            "csat", "case",
            "health", "account",
            "quality-rule", "qualityRule",
            "commitment", "commitment",
            "forecast", "forecast");

    public static RecordName in(IncomingEvent event) {
        JsonNode named = event.data().path("recordType");
        if (named.isTextual()) {
            return new RecordName(named.textValue(), event.subject());
        }
        JsonNode person = event.data().path("personType");
        return new RecordName(person.isTextual() ? person.textValue().toLowerCase(Locale.ROOT) : ofType(event.type()), event.subject());
    }

    /** {@code crm.leads.lead-changed.v1} is about a lead. */
    static String ofType(String eventType) {
        String[] parts = eventType.split("\\.");
        if (parts.length != 4) {
            throw new PoisonMessage("no record is named by " + eventType);
        }
        for (Map.Entry<String, String> special : BY_BEGINNING.entrySet()) {
            if (parts[2].startsWith(special.getKey() + "-")) {
                return special.getValue();
            }
        }
        int end = parts[2].indexOf('-');
        return end < 0 ? parts[2] : parts[2].substring(0, end);
    }

    /** The name of the service that told the event. */
    public static String service(IncomingEvent event) {
        return event.source().substring(event.source().lastIndexOf('/') + 1);
    }
}

package crm.governance.record;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.inbox.IncomingEvent;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What governance needs to know of a record of another service.
 *
 * @param label what people call it
 */
public record KnownRecord(String type, UUID id, long version, String owner, String team, String label, UUID leadId, UUID contactId, UUID accountId,
        UUID opportunityId) {

    /** Kinds of records that companies add fields to and make rules for; their owners tell them again when a copy is lost. */
    public static final Set<String> KINDS = Set.of("lead", "account", "contact", "opportunity", "activity", "product", "campaign", "case");

    private static final String LEAD_CONVERTED = "crm.leads.lead-converted.v1";

    /** What the event tells of a record; null where that is nothing. */
    static KnownRecord in(IncomingEvent event) {
        JsonNode data = event.data();
        if (event.type().equals(LEAD_CONVERTED)) {
            return new KnownRecord("lead", event.subject(), 0, null, null, null, null, id(data, "contactId"), id(data, "accountId"),
                    id(data, "opportunityId"));
        }
        JsonNode record = data.path("record");
        if (!record.isObject()) {
            return null;
        }
        RecordName name = RecordName.in(event);
        if (!KINDS.contains(name.type())) {
            return null;
        }
        boolean lead = name.type().equals("lead");
        return new KnownRecord(name.type(), name.id(), event.recordVersion(), text(record, "owner"), text(record, "team"), label(record),
                lead ? null : id(record, record.has("leadId") ? "leadId" : "originalLeadId"),
                id(record, lead ? "convertedContactId" : record.has("primaryContactId") ? "primaryContactId" : "contactId"),
                id(record, lead ? "convertedAccountId" : "accountId"), id(record, lead ? "convertedOpportunityId" : "opportunityId"));
    }

    /** What people call a record. */
    public static String label(JsonNode record) {
        String name = Stream.of("name", "subject", "number").map(field -> text(record, field)).filter(value -> value != null).findFirst().orElse(null);
        String person = Stream.of("firstName", "lastName").map(field -> text(record, field)).filter(value -> value != null).collect(Collectors.joining(" "));
        String company = text(record, "company");
        if (name != null) {
            return name;
        }
        return person.isEmpty() ? company : company == null ? person : person + ", " + company;
    }

    public static String text(JsonNode record, String field) {
        JsonNode value = record.path(field);
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }

    public static UUID id(JsonNode record, String field) {
        String value = text(record, field);
        try {
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}

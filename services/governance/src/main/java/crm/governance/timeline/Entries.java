package crm.governance.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.inbox.IncomingEvent;
import crm.governance.record.KnownRecord;
import crm.governance.record.RecordName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which records an event is found under, and who may see it. */
final class Entries {

    /** Records that a customer has, by the field that names them. */
    private static final Map<String, String> NAMED_BY = Map.of(
            "leadId", "lead", "contactId", "contact", "accountId", "account", "opportunityId", "opportunity", "caseId", "case", "campaignId", "campaign",
            "originalLeadId", "lead", "primaryContactId", "contact");
    private static final Set<String> OF_A_CUSTOMER = Set.of("lead", "contact", "account", "opportunity", "case", "campaign");

    private Entries() {}

    /** The entry of an event; null where it tells of no customer. */
    static Line.Entry of(IncomingEvent event, Line line) {
        RecordName name = RecordName.in(event);
        JsonNode data = event.data();
        JsonNode record = data.path("record").isObject() ? data.path("record") : data;
        Set<Line.About> about = new LinkedHashSet<>();
        if (OF_A_CUSTOMER.contains(name.type())) {
            about.add(new Line.About(name.type(), name.id()));
        }
        boolean itself = OF_A_CUSTOMER.contains(name.type()) && data.path("record").isObject();
        if (!itself) {
            // where a record of a customer belongs is looked up when the timeline is read, since it may change
            NAMED_BY.forEach((field, type) -> add(about, type, KnownRecord.id(record, field)));
        }
        record.path("relatedTo").forEach(related -> add(about, KnownRecord.text(related, "type"), KnownRecord.id(related, "id")));
        if (about.isEmpty()) {
            return null;
        }
        return new Line.Entry(line, guard(name, data, about), List.copyOf(about));
    }

    private static void add(Set<Line.About> about, String type, UUID id) {
        if (id != null && type != null) {
            about.add(new Line.About(type.toLowerCase(java.util.Locale.ROOT), id));
        }
    }

    private static Line.Guard guard(RecordName name, JsonNode data, Set<Line.About> about) {
        boolean internal = "INTERNAL".equals(KnownRecord.text(data, "visibility"));
        return switch (name.type()) {
            case "member", "touch" -> {
                Line.About person = about.stream().filter(each -> each.type().equals("lead") || each.type().equals("contact")).findFirst()
                        .orElseGet(() -> about.iterator().next());
                yield new Line.Guard(person.type(), person.id(), "campaign", internal);
            }
            case "handoff" -> {
                Line.About lead = about.stream().filter(each -> each.type().equals("lead")).findFirst().orElseGet(() -> about.iterator().next());
                yield new Line.Guard(lead.type(), lead.id(), null, internal);
            }
            default -> new Line.Guard(name.type(), name.id(), null, internal);
        };
    }
}

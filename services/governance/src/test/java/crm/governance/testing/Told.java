package crm.governance.testing;

import static org.awaitility.Awaitility.await;

import crm.chassis.testing.TestEvents;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** What other services tell governance. */
public final class Told {

    private Told() {}

    /** An event of this moment. */
    public static String event(String type, UUID subject, long version, String at, String data) {
        return TestEvents.event(type, subject, version, data).replace("2026-11-21T19:00:00Z", at)
                .replace("/crm/test", "/crm/" + type.split("\\.")[1]);
    }

    public static String state(String type, UUID id, long version, String at, String fields) {
        return event(type, id, version, at, "{\"record\":{\"id\":\"" + id + "\",\"version\":" + version + (fields.isEmpty() ? "" : "," + fields) + "}}");
    }

    /** Publishes events in this order, by the type that each has. */
    public static void publish(String... events) {
        try (TestEvents broker = TestEvents.open()) {
            for (String event : events) {
                broker.publish(event.replaceAll("(?s).*?\"type\":\"(crm\\.[^\"]+)\".*", "$1"), event);
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A record of this owner and team that governance has heard of. */
    public static UUID known(String type, String owner, String team, String fields) {
        UUID id = UUID.randomUUID();
        String eventType = switch (type) {
            case "lead" -> "crm.leads.lead-captured.v1";
            case "case" -> "crm.cases.case-opened.v1";
            case "campaign" -> "crm.campaigns.campaign-created.v1";
            default -> "crm.opportunities." + type + "-created.v1";
        };
        String whose = (owner == null ? "" : "\"owner\":\"" + owner + "\",") + (team == null ? "" : "\"team\":\"" + team + "\",") + fields;
        publish(state(eventType, id, 1, Instant.now().toString(), whose.endsWith(",") ? whose.substring(0, whose.length() - 1) : whose));
        awaitKnown(id);
        return id;
    }

    public static void awaitKnown(UUID id) {
        await().until(() -> Owner.reads("select 1 from known_record where version > 0 and record_id = '" + id + "'"), "1"::equals);
    }
}

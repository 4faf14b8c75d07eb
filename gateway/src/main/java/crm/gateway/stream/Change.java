package crm.gateway.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * What an event tells those whom it concerns; nothing of the record itself.
 *
 * @param offset its place in the stream, the same for every gateway
 * @param owner whose the record is by this event, null where it does not say
 * @param toldAgain whether nothing happened and the state was told for those who build a copy
 * @param given whether the event gave the record to that owner
 * @param follower whose following this is about, null for all other events
 * @param audience whom it is meant for beside the owner
 */
record Change(long offset, String type, String recordType, String recordId, String at, String actor, String owner,
        boolean toldAgain, boolean given, String follower, Audience audience) {

    /** Fails on what is not an event of ours. */
    static Change of(long offset, byte[] body) {
        JsonObject event = new JsonObject(Buffer.buffer(body));
        String type = event.getString("type");
        JsonObject data = event.getJsonObject("data");
        JsonObject record = data.getJsonObject("record", new JsonObject());
        String[] words = type.split("\\.");
        String kind = recordType(words[2], data);
        return new Change(offset, type, kind, recordId(kind, data, record, event.getString("subject")),
                event.getString("time"), event.getString("actor"), record.getString("owner", data.getString("owner")),
                data.containsKey("record") && words[2].endsWith("-changed") && !data.containsKey("changes"),
                given(words[2], data), words[2].endsWith("followed") ? data.getString("user") : null, Audience.of(words[2], data));
    }

    private static String recordType(String name, JsonObject data) {
        if (data.getString("recordType") != null) {
            return data.getString("recordType");
        }
        if (data.getString("personType") != null) {
            return data.getString("personType").toLowerCase(Locale.ROOT);
        }
        return switch (name) {
            case "sla-breached", "csat-received" -> "case";
            case "health-changed" -> "account";
            default -> name.substring(0, Math.max(0, name.indexOf('-')));
        };
    }

    private static String recordId(String kind, JsonObject data, JsonObject record, String subject) {
        for (String id : new String[] {data.getString("recordId"), data.getString("personId"),
                record.getString("id"), data.getString(kind + "Id")}) {
            if (id != null) {
                return id;
            }
        }
        return Objects.requireNonNull(subject);
    }

    private static boolean given(String name, JsonObject data) {
        return name.endsWith("-assigned") || data.getJsonArray("changes", new JsonArray()).stream()
                .anyMatch(change -> change instanceof JsonObject field && "owner".equals(field.getString("field")));
    }

    boolean isFollowing() {
        return follower != null;
    }

    boolean startsFollowing() {
        return type.contains("record-followed");
    }

    boolean isLaterThan(Instant moment) {
        return Instant.parse(at).isAfter(moment);
    }

    /** As {@code text/event-stream} has it. */
    String text(String why) {
        return "id: " + offset + "\ndata: " + new JsonObject().put("type", type).put("recordType", recordType)
                .put("recordId", recordId).put("at", at).put("actor", actor).put("why", why).encode() + "\n\n";
    }
}

package crm.governance.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.inbox.IncomingEvent;
import crm.governance.record.KnownRecord;
import crm.governance.record.ReadRights;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts events into words: one line for people each. */
final class Words {

    private static final int MAX_VALUE = 80;
    private static final int MAX_DETAIL = 500;

    /** What a change means is told by events of its own, or is no news to people. */
    private static final Set<String> TOLD_OTHERWISE = Set.of("owner", "team", "assignedAt", "conversionState", "convertedAt", "convertedAccountId",
            "convertedContactId", "convertedOpportunityId", "score", "scoreReasons", "stageId", "stageName", "stageEnteredAt", "probability",
            "probabilityOverridden", "forecastCategory", "closedAt", "amountBase", "expectedRevenue", "exchangeRate", "pushCount", "consents", "health",
            "completedAt", "breaches", "commentCount", "firstRespondedAt", "escalationLevel", "pausedSeconds", "counters", "recycledCount");

    private final ReadRights rights;

    Words(ReadRights rights) {
        this.rights = rights;
    }

    /** The line about an event; null where it is no news to people. */
    Line of(IncomingEvent event, String kind, String recordType) {
        JsonNode data = event.data();
        JsonNode record = data.path("record");
        String label = record.isObject() ? KnownRecord.label(record) : null;
        return switch (kind) {
            case "lead-captured" -> line("Lead came in", label, from("from", text(record, "leadSource")));
            case "lead-assigned" -> line("Lead given to " + whom(data), null, from("before:", text(data, "previousOwner")));
            case "lead-qualified" -> line("Lead qualified", null, null);
            case "lead-disqualified" -> line("Lead disqualified", null, text(data, "reason"));
            case "lead-conversion-requested" -> line("Conversion of the lead asked for", null, null);
            case "lead-converted" -> line("Lead converted", null, null);
            case "lead-conversion-rejected" -> line("Conversion of the lead refused", null, text(data, "reason"));
            case "lead-scored" -> line("Lead scored " + data.path("score").asText(), null, from("before:", value(data.path("previousScore"))));
            case "lead-response-overdue" -> line("Nobody answered the lead in time", null, from("due", text(data, "responseDueAt")));
            case "lead-recycled" -> line("Lead went back to the pool", null, text(data, "reason"));
            case "handoff-offered" -> line("Lead offered to " + firstOf(text(data, "offeredTo"), text(data, "team"), "sales"), null, null);
            case "handoff-accepted" -> line("Handoff accepted by " + firstOf(text(data, "acceptedBy"), event.actor()), null, null);
            case "handoff-rejected" -> line("Handoff rejected by " + firstOf(text(data, "rejectedBy"), event.actor()), null, text(data, "reason"));
            case "opportunity-stage-changed" -> line("Opportunity moved to " + firstOf(stage(data, "to"), "another stage"), null, from("from", stage(data, "from")));
            case "opportunity-won" -> line("Opportunity won", null, firstOf(text(data, "winReason"), money(data)));
            case "opportunity-lost" -> line("Opportunity lost", null, text(data, "lossReason"));
            case "activity-logged" -> line(named(text(record, "type"), "Activity") + " logged", firstOf(text(record, "subject"), label), text(record, "outcome"));
            case "activity-completed" -> line(named(text(data, "type"), "Activity") + " done", null, from("by", text(data, "completedBy")));
            case "campaign-approved" -> line("Campaign approved", null, from("by", text(data, "approvedBy")));
            case "member-added" -> line("Became a member of a campaign", null, named(text(data, "status"), null));
            case "member-responded" -> line("Responded to a campaign", null, named(text(data, "status"), null));
            case "touch-recorded" -> line("Touched by a campaign: " + named(text(data, "kind"), "touch"), null, named(text(data, "channel"), null));
            case "case-opened" -> line("Case opened", label, from("priority", named(text(record, "priority"), null)));
            case "case-assigned" -> line("Case given to " + firstOf(text(data, "owner"), text(data, "team"), text(data, "queue"), "nobody"), null, null);
            case "case-escalated" -> line("Case escalated to level " + data.path("level").asText(), null, text(data, "reason"));
            case "case-resolved" -> line("Case resolved", null, firstOf(text(data, "resolution"), text(data, "rootCause")));
            case "case-reopened" -> line("Case opened again", null, text(data, "reason"));
            case "case-closed" -> line("Case closed", null, null);
            case "case-commented" -> line("INTERNAL".equals(text(data, "visibility")) ? "Internal comment" : "Comment", null, text(data, "text"));
            case "sla-breached" -> line("Promised time missed: " + named(text(data, "milestone"), "milestone"), null, from("due", text(data, "dueAt")));
            case "csat-received" -> line("Satisfaction: " + data.path("score").asText() + " of 5", null, text(data, "comment"));
            case "health-changed" -> line("Health is " + firstOf(text(data, "band"), "new"), null, from("score", value(data.path("score"))));
            case "consent-given" -> line("Consent given", consent(data), text(data, "source"));
            case "consent-withdrawn" -> line("Consent withdrawn", consent(data), text(data, "source"));
            case "consent-expired" -> line("Consent expired", consent(data), null);
            case "quality-scored", "quality-issue-opened", "quality-issue-resolved", "record-followed", "record-unfollowed", "record-changed" -> null;
            default -> other(event, kind, recordType, label);
        };
    }

    /** Created, changed, archived, and whatever event comes to be later. */
    private Line other(IncomingEvent event, String kind, String recordType, String label) {
        String what = sentence(recordType);
        if (kind.endsWith("-changed") && event.data().path("record").isObject()) {
            return changed(event.data().path("changes"), what, recordType, label);
        }
        String happened = kind.startsWith(recordType + "-") ? kind.substring(recordType.length() + 1) : kind;
        return line(what + " " + happened.replace('-', ' '), label, null);
    }

    private Line changed(JsonNode changes, String what, String recordType, String label) {
        List<String> names = new ArrayList<>();
        List<String> details = new ArrayList<>();
        for (JsonNode change : changes) {
            String field = change.path("field").asText();
            if (field.equals("archivedAt")) {
                return line(what + (change.path("to").isNull() ? " restored" : " archived"), label, null);
            }
            if (!TOLD_OTHERWISE.contains(field)) {
                names.add(field);
                details.add(rights.isSensitive(recordType, field) ? field : field + ": " + shown(change.path("from")) + " → " + shown(change.path("to")));
            }
        }
        return names.isEmpty() ? null : line(what + " changed: " + String.join(", ", names), label, String.join("; ", details));
    }

    private static Line line(String title, String label, String detail) {
        String sentence = Character.toUpperCase(title.charAt(0)) + title.substring(1);
        return new Line(shortened(label == null ? sentence : sentence + ": " + label, MAX_DETAIL), detail == null ? null : shortened(detail, MAX_DETAIL));
    }

    private static String consent(JsonNode data) {
        return named(text(data, "purpose"), "any purpose") + " by " + named(text(data, "channel"), "any channel");
    }

    private static String whom(JsonNode data) {
        return firstOf(text(data, "owner"), text(data, "team"), "nobody");
    }

    private static String stage(JsonNode data, String end) {
        return firstOf(text(data, end + "StageName"), text(data, end + "Stage"), text(data.path(end), "name"));
    }

    private static String money(JsonNode data) {
        return data.hasNonNull("amount") ? data.path("amount").asText() + " " + data.path("currency").asText() : null;
    }

    private static String from(String word, String value) {
        return value == null ? null : word + " " + value;
    }

    private static String text(JsonNode data, String field) {
        return KnownRecord.text(data, field);
    }

    private static String value(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    private static String shown(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "–";
        }
        return value.isValueNode() ? shortened(value.asText(), MAX_VALUE) : "…";
    }

    /** {@code PENDING_CUSTOMER} is pending customer. */
    private static String named(String constant, String otherwise) {
        return constant == null ? otherwise : constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code qualityRule} is Quality rule. */
    private static String sentence(String recordType) {
        String words = recordType.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String firstOf(String... candidates) {
        return Stream.of(candidates).filter(candidate -> candidate != null).findFirst().orElse(null);
    }

    private static String shortened(String text, int length) {
        String line = text.lines().collect(Collectors.joining(" "));
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }
}

package crm.leads.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldType;
import crm.leads.lead.LeadType;
import crm.learning.Feature;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The features of a lead: fields that a company chose, its own among them, and their values out of the table. */
final class LeadFeatures {

    private static final int MOST = 60;
    private static final String AFTERWARDS = "%s is known only when the outcome is, so a model that looks at it foretells the past.";
    private static final String NAMES_ONE = "%s names one lead and no other, so nothing can be learnt from it.";
    private static final String NOT_FOR_ALL = "%s is not for everybody to read, and the reasons of a score would tell it.";
    private static final Set<String> OUTCOMES = Set.of("status", "statusReason", "rating", "score", "scoreReasons", "scoreBasis", "scoreCompleteness",
            "lostReason", "conversionState", "convertedAt", "convertedAccountId", "convertedContactId", "convertedOpportunityId", "assignedAt",
            "responseDueAt", "firstRespondedAt", "recycledCount", "wakeAt", "owner", "team", "updatedBy", "version", "contactId", "accountId");
    private static final Set<String> NAMES = Set.of("id", "externalId", "firstName", "lastName", "email", "phone", "mobile", "website", "description",
            "address.street");
    private static final Set<FieldType> KINDS = Set.of(FieldType.TEXT, FieldType.INTEGER, FieldType.DECIMAL, FieldType.BOOLEAN, FieldType.ENUM,
            FieldType.REFERENCE);
    private static final Field FIELD = Field.text("field").max(120).required();
    private static final Field LABEL = Field.text("label").max(120).required();
    private static final Field KIND = Field.choice("kind", Feature.Kind.class).required();

    private LeadFeatures() {}

    /**
     * Features as a policy has them.
     *
     * @throws Problem 422 where one is no field of a lead, is there twice, or is known only afterwards
     */
    static List<Map<String, Object>> read(JsonNode features) {
        if (!features.isArray() || features.isEmpty() || features.size() > MOST) {
            throw Problem.invalid("/features", "features has to be a list of 1 to " + MOST + " items with field, label and kind.");
        }
        List<Map<String, Object>> read = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode each : features) {
            Map<String, Object> values = RequestFields.read(each, FIELD, LABEL, KIND);
            String path = (String) values.get("field");
            String pointer = "/features/" + read.size() + "/field";
            String refusal = refusal(path);
            if (refusal != null) {
                throw Problem.invalid(List.of(new FieldError(pointer, refusal)));
            }
            if (!seen.add(path)) {
                throw Problem.invalid(List.of(new FieldError(pointer, path + " is there twice.")));
            }
            read.add(Map.of("field", path, "label", values.get("label"), "kind", values.get("kind").toString()));
        }
        return List.copyOf(read);
    }

    private static String refusal(String path) {
        if (OUTCOMES.contains(path)) {
            return String.format(AFTERWARDS, path);
        }
        if (NAMES.contains(path)) {
            return String.format(NAMES_ONE, path);
        }
        Field field = LeadType.LEAD.field(path);
        if (field != null && field.isSensitive()) {
            return String.format(NOT_FOR_ALL, path);
        }
        return field == null || !KINDS.contains(field.type()) ? path + " is no field of a lead that has one value." : null;
    }

    static List<Feature> of(ScoringPolicy policy) {
        return policy.features.stream().map(each -> new Feature(each.get("field").toString(), each.get("label").toString(),
                Feature.Kind.valueOf(each.get("kind").toString()))).toList();
    }

    /**
     * Of several lists each feature once, by the name of its field. A field that is gone, or that some may not read any more, has
     * no value.
     */
    static List<String> fields(List<Feature> some, List<Feature> others) {
        Set<String> fields = new LinkedHashSet<>();
        some.forEach(feature -> fields.add(feature.name()));
        others.forEach(feature -> fields.add(feature.name()));
        return fields.stream().filter(path -> LeadType.LEAD.field(path) != null && !LeadType.LEAD.field(path).isSensitive()).toList();
    }

    /** What to select for {@link #values}, each as text. */
    static String columns(List<String> fields) {
        StringBuilder columns = new StringBuilder();
        for (String path : fields) {
            columns.append(", (").append(LeadType.LEAD.field(path).sql()).append(")::text");
        }
        return columns.toString();
    }

    /** @param first index of the first column that {@link #columns} selected */
    static Map<String, String> values(Row row, List<String> fields, int first) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            String value = row.getString(first + i);
            if (value != null && !value.isBlank()) {
                values.put(fields.get(i), value);
            }
        }
        return values;
    }
}

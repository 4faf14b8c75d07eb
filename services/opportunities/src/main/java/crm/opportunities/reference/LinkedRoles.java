package crm.opportunities.reference;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.FieldValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A list of other records that a record has to do with, each with the role that it has there: {@code [{"contactId":…,"role":…}]}.
 *
 * @param member name of the list
 * @param reference name of the member that names the other record
 * @param to what it names
 */
public record LinkedRoles(String member, String reference, Class<? extends CrmRecord> to) {

    private static final int MOST = 100;
    private static final int LONGEST_ROLE = 120;

    /**
     * Reads the body of a request, which has the list alone.
     *
     * @return as the record keeps it; null for an empty one
     * @throws Problem 400 where the body has other members, 422 that names every part that does not fit
     */
    public List<Map<String, Object>> of(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals(member)) {
                throw Problem.malformed("The body takes " + member + ".", new FieldError("/" + FieldValues.shortened(name), "There is no such member here."));
            }
        });
        JsonNode list = body.path(member);
        if (!list.isArray() || list.size() > MOST) {
            throw Problem.invalid("/" + member, member + " has to be a list of at most " + MOST + ".");
        }
        List<Map<String, Object>> kept = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String pointer = "/" + member + "/" + i;
            try {
                Map<String, Object> one = one(list.get(i));
                kept.add(one);
                if (!seen.add(List.of(one.get(reference), Objects.toString(one.get("role"), "").toLowerCase(Locale.ROOT)))) {
                    errors.add(new FieldError(pointer, "It has this role already."));
                }
            } catch (Problem refused) {
                if (refused.status() != 422) {
                    throw refused;
                }
                refused.errors().forEach(error -> errors.add(new FieldError(pointer + error.pointer(), error.detail())));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return kept.isEmpty() ? null : kept;
    }

    private Map<String, Object> one(JsonNode item) {
        Map<String, Object> values = RequestFields.read(item, Field.reference(reference, to.getSimpleName().toLowerCase(Locale.ROOT)).required(),
                Field.text("role").max(LONGEST_ROLE));
        Map<String, Object> one = new LinkedHashMap<>();
        one.put(reference, values.get(reference).toString());
        if (values.get("role") != null) {
            one.put("role", values.get("role"));
        }
        return one;
    }

    /** Adds what a list names to the references that are to be checked. */
    public void check(List<Map<String, Object>> list, References references) {
        for (int i = 0; list != null && i < list.size(); i++) {
            references.to(to, member + "/" + i + "/" + reference, UUID.fromString(list.get(i).get(reference).toString()));
        }
    }

    /** In SQL, the ids of all that a record has to do with: of a column with the main one and of one with such a list; an index has them. */
    public String sql(String main, String column) {
        return "linked_ids(" + main + ", " + column + ", '" + reference + "')";
    }
}

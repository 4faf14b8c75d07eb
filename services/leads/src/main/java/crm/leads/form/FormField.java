package crm.leads.form;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.leads.lead.LeadType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One field of a form.
 *
 * @param name as it is sent
 * @param label as people read it
 * @param to field of the lead that the value goes to; null where it is only kept with the submission
 * @param options what may be chosen; empty where it is not a SELECT
 */
public record FormField(String name, String label, Kind kind, boolean required, String to, List<String> options) {

    /** How a field is filled in. */
    public enum Kind { TEXT, EMAIL, PHONE, TEXTAREA, SELECT, CHECKBOX }

    private static final int MOST = 40;
    private static final int MOST_OPTIONS = 100;
    private static final Set<String> TARGETS = Set.of("salutation", "firstName", "lastName", "jobTitle", "department", "company", "email", "phone",
            "mobile", "website", "address.street", "address.city", "address.state", "address.postalCode", "address.country", "industry",
            "numberOfEmployees", "annualRevenue", "productInterest", "description", "language", "doNotCall", "emailOptOut");
    private static final Set<String> HANDLES = Set.of("lastName", "company", "email", "phone");
    private static final Field NAME = Field.text("name").max(40).required();
    private static final Field LABEL = Field.text("label").max(300).required();
    private static final Field KIND = Field.choice("kind", Kind.class);
    private static final Field REQUIRED = Field.bool("required");
    private static final Field TO = Field.text("to").max(80);
    private static final Field OPTIONS = Field.texts("options");

    @SuppressWarnings("unchecked")
    static FormField of(Map<String, Object> stored) {
        return new FormField((String) stored.get("name"), (String) stored.get("label"), Kind.valueOf((String) stored.get("kind")),
                (Boolean) stored.get("required"), (String) stored.get("to"), (List<String>) stored.getOrDefault("options", List.of()));
    }

    /** The field of a lead that the value goes to; null for none. */
    Field target() {
        return to == null ? null : LeadType.LEAD.field(to);
    }

    public String getInputType() {
        return kind == Kind.EMAIL ? "email" : kind == Kind.PHONE ? "tel" : kind == Kind.CHECKBOX ? "checkbox" : "text";
    }

    /**
     * Reads the fields of a form as they are stored.
     *
     * @throws Problem 422 where they cannot make a lead
     */
    static List<Map<String, Object>> read(JsonNode fields) {
        if (!fields.isArray() || fields.isEmpty() || fields.size() > MOST) {
            throw Problem.invalid("/fields", "fields has to be a list of 1 to " + MOST + " fields.");
        }
        List<Map<String, Object>> read = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean handled = false;
        for (JsonNode node : fields) {
            Map<String, Object> values = RequestFields.read(node, NAME, LABEL, KIND, REQUIRED, TO, OPTIONS);
            String at = "/fields/" + read.size();
            String name = (String) values.get("name");
            String to = (String) values.get("to");
            String[] options = (String[]) values.getOrDefault("options", new String[0]);
            Kind kind = values.get("kind") == null ? Kind.TEXT : (Kind) values.get("kind");
            if (!name.matches("[a-z][A-Za-z0-9]*") || name.equals(FormPages.TRAP) || !names.add(name.toLowerCase(Locale.ROOT))) {
                throw Problem.invalid(at + "/name", "A name is of letters and digits, begins with a small letter, and is there once.");
            }
            if (to != null && !TARGETS.contains(to) && !(to.startsWith("customFields.") && LeadType.LEAD.field(to) != null)) {
                throw Problem.invalid(at + "/to", "A form fills in one of " + TARGETS.stream().sorted().toList() + " or customFields.<name>.");
            }
            if ((kind == Kind.SELECT) != (options != null && options.length > 0) || options != null && options.length > MOST_OPTIONS) {
                throw Problem.invalid(at + "/options", "A SELECT, and nothing else, has up to " + MOST_OPTIONS + " options.");
            }
            boolean required = Boolean.TRUE.equals(values.get("required"));
            handled |= required && to != null && HANDLES.contains(to);
            read.add(stored(name, (String) values.get("label"), kind, required, to, options));
        }
        if (!handled) {
            throw Problem.invalid("/fields", "A required field has to go to the lastName, company, email or phone of the lead.");
        }
        return List.copyOf(read);
    }

    private static Map<String, Object> stored(String name, String label, Kind kind, boolean required, String to, String[] options) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("name", name);
        field.put("label", label);
        field.put("kind", kind.name());
        field.put("required", required);
        if (to != null) {
            field.put("to", to);
        }
        if (options != null && options.length > 0) {
            field.put("options", List.of(options));
        }
        return field;
    }
}

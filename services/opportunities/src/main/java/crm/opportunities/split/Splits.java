package crm.opportunities.split;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.directory.Directory;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.problem.Reason;
import crm.chassis.record.Field;
import crm.chassis.record.FieldValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who gets the credit of a deal.
 *
 * @param splits percentages that sum to 100; empty where the owner gets all of it
 */
record Splits(@Schema(required = true) List<Part> splits) {

    private static final int MOST = 20;
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final Field[] FIELDS = {Field.text("owner").max(120).required(), Field.decimal("percent").required()};

    /**
     * The part of one person.
     *
     * @param owner login name
     * @param percent more than 0, with at most 4 decimals
     */
    @Schema(name = "Split")
    record Part(@Schema(required = true) String owner, @Schema(required = true) BigDecimal percent) {}

    /**
     * Reads the body of a request.
     *
     * @throws Problem 400 where it has other members, 422 that names every part that does not fit
     */
    static Splits of(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("splits")) {
                throw Problem.malformed("The body takes splits.", new FieldError("/" + FieldValues.shortened(name), "There is no such member here."));
            }
        });
        JsonNode list = body.path("splits");
        if (!list.isArray() || list.size() > MOST) {
            throw Problem.invalid("/splits", "splits has to be a list of at most " + MOST + " parts.");
        }
        List<Part> parts = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        Set<String> owners = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String pointer = "/splits/" + i;
            try {
                Map<String, Object> values = RequestFields.read(list.get(i), FIELDS);
                Part part = new Part((String) values.get("owner"), (BigDecimal) values.get("percent"));
                parts.add(part);
                if (!owners.add(part.owner)) {
                    errors.add(new FieldError(pointer + "/owner", "Each person has one part."));
                }
                if (part.percent.signum() <= 0) {
                    errors.add(new FieldError(pointer + "/percent", "percent is more than 0."));
                }
            } catch (Problem refused) {
                if (refused.status() != 422) {
                    throw refused;
                }
                refused.errors().forEach(error -> errors.add(error.below(pointer)));
            }
        }
        BigDecimal sum = parts.stream().map(Part::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (errors.isEmpty() && !parts.isEmpty() && sum.compareTo(WHOLE) != 0) {
            errors.add(new FieldError("/splits", "The parts sum to " + sum.toPlainString() + " and not to 100."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Splits(parts);
    }

    /** As the opportunity keeps them, with the teams of the people; null for none. */
    List<Map<String, Object>> kept(Directory directory) {
        List<Map<String, Object>> kept = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (Part part : splits) {
            if (directory.isKnown() && !directory.hasPerson(part.owner)) {
                errors.add(new FieldError("/splits/" + kept.size() + "/owner", Reason.nobody()));
            }
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("owner", part.owner);
            if (directory.teamOf(part.owner) != null) {
                one.put("team", directory.teamOf(part.owner));
            }
            one.put("percent", part.percent);
            kept.add(one);
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return kept.isEmpty() ? null : kept;
    }
}

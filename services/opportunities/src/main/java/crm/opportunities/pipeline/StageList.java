package crm.opportunities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.Ids;
import crm.chassis.record.JsonList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads the stages of a pipeline out of a request and holds them against the rules that every pipeline keeps. */
final class StageList {

    private static final int MOST = 30;
    private static final int MOST_CRITERIA = 20;
    private static final int LONGEST_STAY = 3_650;
    private static final Field[] FIELDS = {Field.reference("id", "stage"), Field.text("name").required(), Field.integer("position"),
        Field.integer("probability"), Field.choice("forecastCategory", ForecastCategory.class), Field.choice("outcome", Outcome.class),
        Field.integer("maxDays")};
    private static final Field[] CRITERION = {Field.text("filter").max(2_000).required(), Field.text("description").max(300)};

    private final Map<UUID, Map<String, Object>> known = new LinkedHashMap<>();
    private final Consumer<String> checkFilter;
    private final List<FieldError> errors = new ArrayList<>();

    private StageList(List<Map<String, Object>> present, Consumer<String> checkFilter) {
        present.forEach(stage -> known.put(UUID.fromString((String) stage.get("id")), stage));
        this.checkFilter = checkFilter;
    }

    /**
     * The stages as a pipeline keeps them.
     *
     * @param present the stages that the pipeline has; one that is sent without an id is new
     * @param checkFilter refuses a filter over opportunities that cannot be used
     * @throws Problem 400 or 422 that names all that is wrong
     */
    static List<Map<String, Object>> of(JsonNode sent, List<Map<String, Object>> present, Consumer<String> checkFilter) {
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST) {
            throw Problem.invalid("/stages", "stages has to be a list of 3 to " + MOST + " stages.");
        }
        StageList list = new StageList(present == null ? List.of() : present, checkFilter);
        List<Map<String, Object>> stages = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            stages.add(list.stage(i, sent.get(i)));
        }
        if (list.errors.isEmpty()) {
            list.checkTogether(stages);
        }
        if (!list.errors.isEmpty()) {
            throw Problem.invalid(list.errors);
        }
        // as they come back from the database, so that what is the same is seen to be the same
        JsonList column = new JsonList();
        return column.convertToEntityAttribute(column.convertToDatabaseColumn(stages));
    }

    private Map<String, Object> stage(int index, JsonNode sent) {
        ObjectNode rest = sent instanceof ObjectNode object ? object.deepCopy() : null;
        JsonNode criteria = rest == null ? null : rest.remove("exitCriteria");
        Map<String, Object> values = read(index, "", rest == null ? sent : rest, FIELDS);
        UUID id = (UUID) values.get("id");
        if (id != null && !known.containsKey(id)) {
            error(index, "id", "The pipeline has no such stage; leave the id out for a new one.");
        }
        Outcome outcome = outcome(index, values, known.get(id));
        checkFigures(index, values, outcome);
        Map<String, Object> stage = new LinkedHashMap<>();
        stage.put("id", (id == null ? Ids.next() : id).toString());
        stage.put("name", values.get("name") == null ? "" : ((String) values.get("name")).strip());
        stage.put("position", index + 1);
        stage.put("probability", switch (outcome) {
            case WON -> 100L;
            case LOST -> 0L;
            case OPEN -> values.getOrDefault("probability", 0L);
        });
        stage.put("forecastCategory", String.valueOf(values.getOrDefault("forecastCategory", category(outcome))));
        stage.put("outcome", outcome.name());
        if (values.get("maxDays") != null) {
            stage.put("maxDays", values.get("maxDays"));
        }
        stage.put("exitCriteria", criteria(index, criteria));
        return stage;
    }

    private Map<String, Object> read(int index, String member, JsonNode sent, Field... fields) {
        try {
            Map<String, Object> values = RequestFields.read(sent, fields);
            values.values().removeIf(java.util.Objects::isNull);
            return values;
        } catch (Problem refused) {
            if (refused.status() == 400) {
                throw Problem.malformed("stages/" + index + member + ": " + refused.getMessage());
            }
            refused.errors().forEach(error -> errors.add(error.below("/stages/" + index + member)));
            return new LinkedHashMap<>();
        }
    }

    private Outcome outcome(int index, Map<String, Object> values, Map<String, Object> before) {
        Outcome outcome = values.get("outcome") == null ? null : Outcome.valueOf(values.get("outcome").toString());
        Outcome was = before == null ? null : Outcome.valueOf((String) before.get("outcome"));
        if (outcome != null && was != null && outcome != was) {
            error(index, "outcome", "A stage stays " + was + "; add another one instead.");
        }
        return was != null ? was : outcome == null ? Outcome.OPEN : outcome;
    }

    private void checkFigures(int index, Map<String, Object> values, Outcome outcome) {
        Long probability = (Long) values.get("probability");
        ForecastCategory category = values.get("forecastCategory") == null ? null : ForecastCategory.valueOf(values.get("forecastCategory").toString());
        Long maxDays = (Long) values.get("maxDays");
        Long position = (Long) values.get("position");
        if (position != null && position != index + 1) {
            error(index, "position", "The order of the list is the order of the stages: this is number " + (index + 1) + "; position may be left out.");
        }
        if (outcome == Outcome.OPEN) {
            if (probability == null || probability < 0 || probability > 100) {
                error(index, "probability", "An open stage needs a probability between 0 and 100.");
            }
            if (category == ForecastCategory.CLOSED) {
                error(index, "forecastCategory", "Only the won stage has the forecast category CLOSED.");
            }
            if (maxDays != null && (maxDays < 1 || maxDays > LONGEST_STAY)) {
                error(index, "maxDays", "maxDays lies between 1 and " + LONGEST_STAY + ".");
            }
            return;
        }
        if (probability != null && probability != (outcome == Outcome.WON ? 100 : 0)) {
            error(index, "probability", outcome == Outcome.WON ? "The won stage has the probability 100." : "The lost stage has the probability 0.");
        }
        if (category != null && category != category(outcome)) {
            error(index, "forecastCategory", "This stage has the forecast category " + category(outcome) + ".");
        }
        if (maxDays != null) {
            error(index, "maxDays", "Only open stages have a maximum of days.");
        }
    }

    private static ForecastCategory category(Outcome outcome) {
        return switch (outcome) {
            case OPEN -> ForecastCategory.PIPELINE;
            case WON -> ForecastCategory.CLOSED;
            case LOST -> ForecastCategory.OMITTED;
        };
    }

    private List<Map<String, Object>> criteria(int index, JsonNode sent) {
        List<Map<String, Object>> criteria = new ArrayList<>();
        if (sent == null || sent.isNull()) {
            return criteria;
        }
        if (!sent.isArray() || sent.size() > MOST_CRITERIA) {
            error(index, "exitCriteria", "exitCriteria has to be a list of at most " + MOST_CRITERIA + " {\"filter\":…,\"description\":…}.");
            return criteria;
        }
        for (int i = 0; i < sent.size(); i++) {
            Map<String, Object> values = read(index, "/exitCriteria/" + i, sent.get(i), CRITERION);
            String filter = (String) values.get("filter");
            if (filter == null) {
                continue;
            }
            try {
                checkFilter.accept(filter);
            } catch (Problem unusable) {
                error(index, "exitCriteria/" + i + "/filter", unusable.getMessage());
            }
            Criterion criterion = Criterion.of(filter, (String) values.get("description"));
            Map<String, Object> stored = new LinkedHashMap<>();
            stored.put("filter", criterion.filter());
            stored.put("description", criterion.description());
            criteria.add(stored);
        }
        return criteria;
    }

    private void checkTogether(List<Map<String, Object>> stages) {
        Set<String> names = new HashSet<>();
        Set<Object> ids = new HashSet<>();
        long open = stages.stream().filter(stage -> is(stage, Outcome.OPEN)).count();
        for (int i = 0; i < stages.size(); i++) {
            Map<String, Object> stage = stages.get(i);
            if (!names.add(((String) stage.get("name")).toLowerCase(Locale.ROOT))) {
                error(i, "name", "Another stage of this pipeline has this name.");
            }
            if (!ids.add(stage.get("id"))) {
                error(i, "id", "This stage is in the list twice.");
            }
            if (is(stage, Outcome.OPEN) != i < open) {
                error(i, "outcome", "Open stages come first, the won and the lost one after them.");
            }
        }
        long won = stages.stream().filter(stage -> is(stage, Outcome.WON)).count();
        if (open == 0 || won != 1 || stages.size() - open - won != 1) {
            errors.add(new FieldError("/stages", "A pipeline has at least one open stage, exactly one won and exactly one lost stage; these are " + open
                    + " open, " + won + " won, " + (stages.size() - open - won) + " lost."));
        }
    }

    private static boolean is(Map<String, Object> stage, Outcome outcome) {
        return outcome.name().equals(stage.get("outcome"));
    }

    private void error(int index, String member, String detail) {
        errors.add(PipelineInput.error(index, member, detail));
    }
}

package crm.opportunities.pipeline;

import crm.chassis.access.AccessRules;
import crm.chassis.access.Scope;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import java.util.List;

/** What pipelines and stages look like. Everybody reads them. */
final class PipelineDescription {

    private static final String STAGES = "(select json_agg(json_strip_nulls(json_build_object('id', stage.id, 'name', stage.name,"
            + " 'position', stage.position, 'probability', stage.probability, 'forecastCategory', stage.forecast_category,"
            + " 'outcome', stage.outcome, 'maxDays', stage.max_days, 'exitCriteria', stage.exit_criteria)) order by stage.position)"
            + " from stage where stage.pipeline_id = pipeline.id and stage.archived_at is null)";

    private static final List<String> READERS = List.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent",
            "support-manager", "success-manager", "data-steward", "compliance-officer", "executive", "crm-admin", "integration");

    private PipelineDescription() {}

    static RecordType<Pipeline> pipeline() {
        return RecordType.of(Pipeline.class, "pipeline", "pipelines")
                .fields(Field.text("name").required().sortable().searchable(),
                        Field.bool("isDefault"),
                        Field.computed(Field.json("stages"), STAGES, inMemory -> null))
                .access(everybodyReads())
                .build();
    }

    static RecordType<Stage> stage() {
        return RecordType.of(Stage.class, "stage", "stages")
                .fields(Field.reference("pipelineId", "pipeline").required(),
                        Field.text("name").required().sortable().searchable(),
                        Field.integer("position").required().sortable(),
                        Field.integer("probability").required(),
                        Field.choice("forecastCategory", ForecastCategory.class).required(),
                        Field.choice("outcome", Outcome.class).required(),
                        Field.integer("maxDays"),
                        Field.texts("exitCriteria"))
                .access(everybodyReads())
                .build();
    }

    private static AccessRules everybodyReads() {
        AccessRules rules = AccessRules.rules();
        READERS.forEach(role -> rules.reads(role, Scope.ALL));
        return rules;
    }
}

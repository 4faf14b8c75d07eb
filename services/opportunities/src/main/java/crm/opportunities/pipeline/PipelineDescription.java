package crm.opportunities.pipeline;

import crm.chassis.access.AccessRules;
import crm.chassis.access.Scope;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import java.util.List;

/** What pipelines and stages look like. Everybody reads them; those who run sales and the platform change them. */
final class PipelineDescription {

    private static final List<String> READERS = List.of("sales-rep", "marketer", "marketing-manager", "support-agent",
            "support-manager", "success-manager", "data-steward", "compliance-officer", "executive", "integration");

    private PipelineDescription() {}

    static RecordType<Pipeline> pipeline() {
        return RecordType.of(Pipeline.class, "pipeline", "pipelines")
                .fields(Field.text("name").required().sortable().searchable(),
                        Field.bool("isDefault"),
                        Field.json("stages"))
                .access(everybodyReads().keeps("sales-manager", Scope.ALL, Scope.ALL).keeps("crm-admin", Scope.ALL, Scope.ALL))
                .build();
    }

    /** An import finds stages by their names. */
    static RecordType<Stage> stage() {
        return RecordType.of(Stage.class, "stage", "stages").table("named_stage")
                .fields(Field.reference("pipelineId", "pipeline").required(),
                        Field.text("name").required().sortable().searchable(),
                        Field.integer("position").required().sortable(),
                        Field.integer("probability").required(),
                        Field.choice("forecastCategory", ForecastCategory.class).required(),
                        Field.choice("outcome", Outcome.class).required(),
                        Field.integer("maxDays"))
                .access(everybodyReads().reads("sales-manager", Scope.ALL).reads("crm-admin", Scope.ALL))
                .build();
    }

    private static AccessRules everybodyReads() {
        AccessRules rules = AccessRules.rules();
        READERS.forEach(role -> rules.reads(role, Scope.ALL));
        return rules;
    }
}

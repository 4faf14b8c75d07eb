package crm.opportunities.pipeline;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import jakarta.inject.Singleton;
import java.util.Map;

/** The pipelines of the company; their stages are changed by {@link EditPipeline} alone. */
@Singleton
public class Pipelines extends Records<Pipeline> {

    Pipelines(Chassis chassis) {
        super(PipelineDescription.pipeline(), chassis);
    }

    @Override
    protected void beforeChange(Pipeline pipeline, Map<String, FieldChange> changes, Me me) {
        if (changes.containsKey("archivedAt") && pipeline.archivedAt != null && pipeline.isDefault) {
            throw Problem.conflict("default-pipeline", "This is the default pipeline", "Make another pipeline the default one first.");
        }
    }
}

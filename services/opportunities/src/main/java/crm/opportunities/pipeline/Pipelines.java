package crm.opportunities.pipeline;

import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import jakarta.inject.Singleton;

/** The pipelines of the company. */
@Singleton
public class Pipelines extends Records<Pipeline> {

    Pipelines(Chassis chassis) {
        super(PipelineDescription.pipeline(), chassis);
    }
}

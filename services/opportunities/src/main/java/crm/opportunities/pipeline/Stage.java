package crm.opportunities.pipeline;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;

/** One step of a pipeline. */
@Entity
public class Stage extends CrmRecord {

    public UUID pipelineId;
    public String name;
    public Long position;

    /** Chance to win in percent. */
    public Long probability;

    @Enumerated(EnumType.STRING)
    public ForecastCategory forecastCategory;

    @Enumerated(EnumType.STRING)
    public Outcome outcome;

    /** Days after which an opportunity counts as stuck here; null where it never does. */
    public Long maxDays;

    /** Names of fields of an opportunity that need a value before it goes on. */
    public String[] exitCriteria = {};

    public boolean isOpen() {
        return outcome == Outcome.OPEN;
    }
}

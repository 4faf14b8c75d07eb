package crm.opportunities.pipeline;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** Where its open opportunities go, if it was taken away. */
    public UUID replacedBy;

    /** What has to be true of an opportunity before it goes on. */
    @Transient
    public List<Criterion> exitCriteria = List.of();

    /** Version of the pipeline that these values are of. */
    @Transient
    public long pipelineVersion;

    public boolean isOpen() {
        return outcome == Outcome.OPEN;
    }

    /** Whether who entered it at that moment has been here for longer than this stage takes. */
    public boolean isStuck(Instant entered, Instant now) {
        return isOpen() && maxDays != null && entered.plus(Duration.ofDays(maxDays)).isBefore(now);
    }
}

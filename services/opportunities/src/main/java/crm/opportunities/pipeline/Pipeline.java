package crm.opportunities.pipeline;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;

/** A way that deals go, stage by stage. */
@Entity
public class Pipeline extends CrmRecord {

    public String name;

    /** Whether opportunities go this way where nobody says otherwise; true for one pipeline. */
    public boolean isDefault;
}

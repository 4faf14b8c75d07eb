package crm.opportunities.territory;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import java.util.UUID;

/** A part of the market: the accounts that its rule finds among those of the territory above it. */
@Entity
public class Territory extends CrmRecord {

    public String name;
    public UUID parentId;

    /** RSQL over accounts; null finds none, and limits nothing for territories below. */
    public String rule;

    /** Login name of who manages it. */
    public String manager;

    /** Which of two comes first that stand beside each other and both find an account. */
    public long position;

    public String description;
}

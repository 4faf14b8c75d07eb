package crm.leads.pool;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;

/** How the pool of recycled leads is shared. There is one. */
@Entity
public class PoolPolicy extends CrmRecord {

    /** How many claimed leads that are not through a person may have at once. */
    public int openClaims;

    /** How many leads a person may claim in a day of the business calendar's time zone. */
    public int claimsPerDay;

    /** Days for which who let a lead return to the pool may not claim it again. */
    public int lockDays;
}

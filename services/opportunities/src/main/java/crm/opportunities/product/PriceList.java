package crm.opportunities.product;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import java.time.LocalDate;

/** Prices of one currency that hold for a time. */
@Entity
public class PriceList extends CrmRecord {

    public String name;
    public String currency;
    public LocalDate validFrom;

    /** The last day; null for as long as nothing else is said. */
    public LocalDate validUntil;

    public String description;
}

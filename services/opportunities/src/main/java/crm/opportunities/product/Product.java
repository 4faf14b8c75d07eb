package crm.opportunities.product;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import java.math.BigDecimal;

/** Something the company sells. */
@Entity
public class Product extends CrmRecord {

    public String name;
    public String code;
    public String series;
    public BigDecimal price;
    public String currency;
    public BigDecimal exchangeRate;
    public boolean active = true;
}

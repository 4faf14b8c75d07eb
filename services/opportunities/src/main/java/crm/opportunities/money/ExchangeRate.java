package crm.opportunities.money;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What one unit of a currency is worth in the company's base currency, from a day on until the next one that is named. */
@Entity
public class ExchangeRate extends CrmRecord {

    public String currency;
    public LocalDate day;
    public BigDecimal rate;
}

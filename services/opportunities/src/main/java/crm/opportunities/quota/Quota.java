package crm.opportunities.quota;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What a person, a team or a territory is to win in a period: its owner's, else its territory's, else its team's. */
@Entity
public class Quota extends CrmRecord {

    /** As in 2026-11, 2026-Q4 or FY2026. */
    public String period;

    public LocalDate startsOn;
    public LocalDate endsOn;
    public String territory;

    @Enumerated(EnumType.STRING)
    public Measure measure;

    /** Money in the currency, or a number of deals. */
    public BigDecimal target;

    public String currency;
    public BigDecimal exchangeRate;
    public String note;
}

package crm.cases.health;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How a customer is. Its id is the one of the account. */
@Entity
public class AccountHealth extends CrmRecord {

    public String accountName;
    public long score;

    @Enumerated(EnumType.STRING)
    public Band band;

    @Enumerated(EnumType.STRING)
    public Trend trend;

    /** Score and band before the latest change of either. */
    public Long previousScore;

    @Enumerated(EnumType.STRING)
    public Band previousBand;

    /** What the score is made of, by the name of the factor. */
    @JsonColumn
    public Map<String, Object> measured;

    public LocalDate renewalDate;
    public BigDecimal arr;
    public String currency;
    public Instant calculatedAt;

    /** The factors, the weightiest first. */
    public List<Factor> factors() {
        return measured.entrySet().stream().map(each -> Factor.of(each.getKey(), (Map<?, ?>) each.getValue()))
                .sorted(Comparator.comparing(Factor::weight).reversed().thenComparing(Factor::name)).toList();
    }
}

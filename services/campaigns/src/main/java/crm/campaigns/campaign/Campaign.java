package crm.campaigns.campaign;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What marketing does to win people, for how much, and what is expected of it. */
@Entity
public class Campaign extends CrmRecord {

    private static final int DECIMALS = 4;

    public String name;

    @Enumerated(EnumType.STRING)
    public CampaignType type;

    @Enumerated(EnumType.STRING)
    public CampaignStatus status;

    /** Why it was cancelled. */
    public String statusReason;

    /** The campaign that this one is a part of. */
    public UUID parentId;

    public String objective;
    public String[] segmentIds = {};
    public String[] excludedSegmentIds = {};
    public LocalDate startDate;
    public LocalDate endDate;
    public BigDecimal budgetedCost;

    /** Sum of the ledger of costs; null where nothing was spent. */
    public BigDecimal actualCost;

    public BigDecimal expectedRevenue;

    /** Share of members that will respond, in percent. */
    public BigDecimal expectedResponsePct;

    public String currency;

    /** Value of one unit of the currency in the base currency when the currency was set. */
    public BigDecimal exchangeRate;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> utm;

    /** Who approved it, when, and what they said: status, by, at, comment. */
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> approval;

    public Instant launchedAt;
    public Instant completedAt;
    public String consentPurpose;

    BigDecimal inBase(BigDecimal amount) {
        return amount == null || exchangeRate == null ? null : amount.multiply(exchangeRate).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}

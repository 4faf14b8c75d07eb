package crm.opportunities.opportunity;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonList;
import crm.opportunities.lineitem.LineItemSums;
import crm.opportunities.money.Money;
import crm.opportunities.pipeline.ForecastCategory;
import crm.opportunities.pipeline.Stage;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.descriptor.java.Immutability;

/** A deal that may be won: who might buy what, for how much, when, and how far it is. */
@Entity
public class Opportunity extends CrmRecord {

    public String name;
    public UUID accountId;
    public UUID primaryContactId;

    @Convert(converter = JsonList.class)
    @ColumnTransformer(read = "cast(contact_roles as text)", write = JsonList.WRITE)
    public List<Map<String, Object>> contactRoles;

    public UUID productId;
    public UUID pipelineId;
    public UUID stageId;

    /** As the stage is called, so that nobody has to look it up. */
    public String stageName;

    /** Chance to win in percent. */
    public Long probability;

    /** Whether somebody set probability or forecast category by hand, so that they stay when the stage changes. */
    public boolean probabilityOverridden;

    public BigDecimal amount;
    public String currency;

    /** Value of one unit of the currency in the base currency on the day that it was closed on, or is to be. */
    public BigDecimal exchangeRate;

    public BigDecimal amountBase;
    public BigDecimal bestCase;
    public BigDecimal worstCase;
    public BigDecimal expectedRevenue;
    public BigDecimal recurringAmount;
    public String recurrence;
    public LocalDate closeDate;
    public Instant closedAt;

    @Enumerated(EnumType.STRING)
    public OpportunityType type;

    public String leadSource;
    public UUID campaignId;
    public String nextStep;
    public LocalDate nextStepDate;

    @Enumerated(EnumType.STRING)
    public ForecastCategory forecastCategory;

    public String lossReason;
    public String winReason;
    public String buyingGoals;
    public String successCriteria;

    @Convert(converter = JsonList.class)
    @Mutability(Immutability.class)
    @ColumnTransformer(read = "cast(line_items as text)", write = JsonList.WRITE)
    public List<Map<String, Object>> lineItems;

    /** Who gets the credit, in percent that sum to 100; null where the owner gets all of it. */
    @Convert(converter = JsonList.class)
    @Mutability(Immutability.class)
    @ColumnTransformer(read = "cast(owner_splits as text)", write = JsonList.WRITE)
    public List<Map<String, Object>> ownerSplits;

    public String territory;
    public Instant stageEnteredAt;

    /** When it was told that it is stuck in this stage; null where it was not. */
    public Instant stuckAt;

    /** How often the close date was moved later. */
    public long pushCount;

    /** How often it went on although exit criteria were not met. */
    public long overrides;

    public UUID renewalOfId;

    /** Last day of what was agreed; a renewal is opened some time before. */
    public LocalDate renewsOn;

    public Instant renewalOpenedAt;
    public UUID originalLeadId;

    /** The move that is being made; only a move may change the stage. */
    @Transient
    StageMove move;

    /** Takes name and pipeline from the stage, and chance and category as well where nobody set them. */
    void standIn(Stage stage) {
        pipelineId = stage.pipelineId;
        stageId = stage.id;
        stageName = stage.name;
        if (!stage.isOpen() || !probabilityOverridden) {
            probabilityOverridden = false;
            probability = stage.probability;
            forecastCategory = stage.forecastCategory;
        }
    }

    /** Goes to another stage; one that ends the deal closes it, any other opens it again. */
    void moveTo(Stage stage, StageMove newMove) {
        move = newMove;
        standIn(stage);
        stageEnteredAt = newMove.at();
        stuckAt = null;
        closedAt = stage.isOpen() ? null : newMove.at();
        overrides += newMove.overridden().isEmpty() ? 0 : 1;
        weigh();
    }

    /** Computes what follows from amount, rate and chance. */
    void weigh() {
        amountBase = Money.inBase(amount, exchangeRate);
        expectedRevenue = Money.weighted(amount, probability);
    }

    /** What is paid again ends with its term, which is a year where no line says otherwise. */
    void endsWithItsTerm() {
        if (renewsOn == null && recurringAmount != null) {
            renewsOn = LocalDate.ofInstant(closedAt, ZoneOffset.UTC).plusMonths(LineItemSums.longestTerm(lineItems));
        }
    }

    /** The day whose exchange rate counts: the one that it was closed on, or is to be. */
    LocalDate day(LocalDate today) {
        if (closedAt != null) {
            return LocalDate.ofInstant(closedAt, ZoneOffset.UTC);
        }
        return closeDate == null ? today : closeDate;
    }

    /** Whole days in the present stage, up to the day it was closed. */
    public long daysInStage(Instant now) {
        return Math.max(0, Duration.between(stageEnteredAt, closedAt == null ? now : closedAt).toDays());
    }

    /** When a deal that comes closed already was closed: at its close date, and not in the future. */
    Instant presumedClosing(Instant now) {
        Instant day = closeDate == null ? now : closeDate.atStartOfDay(ZoneOffset.UTC).toInstant();
        return day.isAfter(now) ? now : day;
    }
}

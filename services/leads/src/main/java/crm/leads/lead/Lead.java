package crm.leads.lead;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonList;
import crm.leads.scoring.ScoreBasis;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Somebody who may become a customer, from first notice until sales takes over. */
@Entity
public class Lead extends CrmRecord {

    public String salutation;
    public String firstName;
    public String lastName;
    public String jobTitle;
    public String department;
    public String company;
    public String email;

    @Enumerated(EnumType.STRING)
    public EmailStatus emailStatus;

    public String phone;
    public String mobile;
    public String website;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> address;

    public String industry;
    public BigDecimal annualRevenue;
    public Long numberOfEmployees;

    @Enumerated(EnumType.STRING)
    public LeadStatus status;

    public String statusReason;

    @Enumerated(EnumType.STRING)
    public Rating rating;

    /** Written by scoring alone, past the version of the lead, and never by who saves the lead. */
    @Column(updatable = false)
    public Long score;

    @Column(updatable = false)
    @Convert(converter = JsonList.class)
    @ColumnTransformer(read = "cast(score_reasons as text)", write = JsonList.WRITE)
    public List<Map<String, Object>> scoreReasons;

    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    public ScoreBasis scoreBasis;

    /** Per cent of what scoring looks at that has a value. */
    @Column(updatable = false)
    public Long scoreCompleteness;

    public String leadSource;
    public UUID campaignId;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> utm;

    public BigDecimal estimatedValue;
    public String currency;
    public String productInterest;
    public String territory;
    public boolean doNotCall;
    public boolean emailOptOut;

    /** How the person's consents stand by purpose, channel and basis; governance decides. */
    @Convert(converter = JsonList.class)
    @ColumnTransformer(read = "cast(consents as text)", write = JsonList.WRITE)
    public List<Map<String, Object>> consents;

    public String description;
    public Instant assignedAt;
    public Instant responseDueAt;
    public Instant firstRespondedAt;

    /** When it was told that nobody answered in time; null where that was not. */
    public Instant responseOverdueAt;

    /** The rule that gave the lead to its owner. */
    public UUID assignmentRuleId;

    /** When it returns to the pool unless somebody works on it. */
    public Instant recycleAt;

    /** Who had it before it returned to the pool, and until when it is for others. */
    public String previousOwner;
    public Instant lockedUntil;

    /** When a lead that was put off wakes up. */
    public Instant wakeAt;
    public long recycledCount;

    /** How the latest attempt to convert this lead stands; null where nobody tried. */
    @Enumerated(EnumType.STRING)
    public ConversionState conversionState;

    public Instant convertedAt;
    public UUID convertedAccountId;
    public UUID convertedContactId;
    public UUID convertedOpportunityId;

    /** The contact who is known already and asked again, with its account; null for somebody new. */
    public UUID contactId;
    public UUID accountId;

    public String lostReason;
    public String language;

    /** The status that an act of the business gave in this transaction; a status like that is not set by hand. */
    @Transient
    LeadStatus reachedByAct;

    /** Moves on by an act of the business; whether the way is a legal one is checked before it is stored. */
    public void reach(LeadStatus next) {
        status = next;
        reachedByAct = next;
    }

    /** Whether an act with rights of its own gave the lead to its owner in this transaction. */
    @Transient
    boolean givenByAct;

    /** Goes to a person or a team by an act that has checked who may do so, as accepting a handoff. */
    public void giveTo(String person, String toTeam) {
        owner = person;
        team = toTeam;
        givenByAct = true;
    }

    public boolean isGivenByAct() {
        return givenByAct;
    }

    public boolean isConverting() {
        return conversionState == ConversionState.PENDING;
    }
}

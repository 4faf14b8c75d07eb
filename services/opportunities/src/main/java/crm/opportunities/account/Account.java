package crm.opportunities.account;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An organisation, or a person, that the company does business with or wants to. */
@Entity
public class Account extends CrmRecord {

    public String name;
    public String legalName;
    public UUID parentId;

    @Enumerated(EnumType.STRING)
    public AccountType type;

    public String industry;
    public String sicCode;
    public String ownership;
    public String tickerSymbol;
    public BigDecimal annualRevenue;
    public Long numberOfEmployees;
    public Long yearEstablished;
    public String website;

    /** Internet domain in lower case, without www; null rather than one that everybody has an address at. */
    public String domain;

    public String phone;
    public String email;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> billingAddress;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> shippingAddress;

    public String territory;
    public String lifecycleStage;
    public LocalDate customerSince;
    public LocalDate renewalDate;
    public BigDecimal arr;
    public String currency;
    public BigDecimal exchangeRate;
    public UUID primaryContactId;
    public String successOwner;
    public String description;

    /** Replica of what the cases service found. */
    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> health;

    public UUID originalLeadId;

    /** Of the last opportunity that was won; replaced as a whole. */
    @JsonColumn
    public Map<String, Object> whyTheyBought;
}

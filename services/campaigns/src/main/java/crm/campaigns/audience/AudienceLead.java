package crm.campaigns.audience;

import crm.chassis.record.CrmRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What marketing knows of a lead of the leads service; read in SQL, never stored from here. */
public final class AudienceLead extends CrmRecord {
    public String firstName;
    public String lastName;
    public String jobTitle;
    public String department;
    public String company;
    public String email;
    public String emailStatus;
    public String phone;
    public String website;
    public Map<String, Object> address;
    public String industry;
    public BigDecimal annualRevenue;
    public Long numberOfEmployees;
    public String status;
    public String rating;
    public Long score;
    public String leadSource;
    public UUID campaignId;
    public Map<String, Object> utm;
    public BigDecimal estimatedValue;
    public String currency;
    public String productInterest;
    public String territory;
    public boolean doNotCall;
    public boolean emailOptOut;
    public Instant convertedAt;
    public String language;
}

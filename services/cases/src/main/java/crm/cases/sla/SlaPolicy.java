package crm.cases.sla;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonColumn;
import crm.chassis.time.BusinessHours;
import jakarta.persistence.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What customers are promised: how soon somebody answers and how soon it is solved, in which hours. */
@Entity
public class SlaPolicy extends CrmRecord {

    public String name;
    public String description;

    /** Tier of the accounts it is for; null for none in particular. */
    public String accountTier;

    public boolean active = true;

    @JsonColumn
    public Map<String, Object> responseMinutes;

    @JsonColumn
    public Map<String, Object> resolveMinutes;

    /** Time zone and hours of each day; null for always open in UTC. */
    @JsonColumn
    public Map<String, Object> businessHours;

    /** Days on which nobody works, as {@code 2026-12-25}. */
    public String[] holidays = {};

    public boolean pausesWhilePending = true;

    @JsonColumn
    public Map<String, Object> escalation;

    /** The working hours; throws {@link IllegalArgumentException} with a sentence for people where they make no sense. */
    BusinessHours hours() {
        Map<String, Object> hours = new LinkedHashMap<>();
        if (businessHours != null) {
            hours.putAll(businessHours);
        }
        hours.put("holidays", List.of(holidays));
        return BusinessHours.of(hours);
    }
}

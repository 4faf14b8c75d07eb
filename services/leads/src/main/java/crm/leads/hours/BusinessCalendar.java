package crm.leads.hours;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonColumn;
import jakarta.persistence.Entity;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hours in which leads are worked on and by which all limits of this service are counted. There is one. */
@Entity
public class BusinessCalendar extends CrmRecord {

    /** As {@link crm.chassis.time.BusinessHours#of(Map)} reads them. */
    @JsonColumn
    public Map<String, Object> hours = new LinkedHashMap<>();
}

package crm.leads.routing;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** When and how much a person takes leads in turn; its owner is that person. Without one a person always takes one share. */
@Entity
@Table(name = "assignment_availability")
public class Availability extends CrmRecord {

    public int capacity = 1;

    /** As {@link crm.chassis.time.BusinessHours#of(Map)} reads them; null for all hours. */
    @JsonColumn
    public Map<String, Object> workingHours;

    @Convert(converter = AbsenceColumn.class)
    public List<Absence> absences = List.of();

    /** Somebody is out of office: from the first moment until before the second. */
    public record Absence(Instant from, Instant until) {
        boolean covers(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }
    }

    boolean isAway(Instant moment) {
        return absences.stream().anyMatch(absence -> absence.covers(moment));
    }
}

package crm.leads.handoff;

import crm.chassis.record.CrmRecord;
import crm.leads.column.JsonListColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;

/** What marketing and sales agreed on: what has to be known about a lead, and how fast sales decides. There is one. */
@Entity
public class HandoffAgreement extends CrmRecord {

    /** Business minutes that sales has for its decision. */
    public int limitMinutes;

    /** Business minutes before the limit at which sales is reminded; 0 for no reminder. */
    public int reminderMinutes;

    /** {@code [{"key":"budget","question":"…"}]} in the order in which they are asked. */
    @Convert(converter = JsonListColumn.class)
    public List<Map<String, Object>> checklist = List.of();
}

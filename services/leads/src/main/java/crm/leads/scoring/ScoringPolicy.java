package crm.leads.scoring;

import crm.chassis.record.CrmRecord;
import crm.leads.column.JsonListColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;

/** What scores look at and when a model may speak. There is one. */
@Entity
public class ScoringPolicy extends CrmRecord {

    /** {@code [{"field":"leadSource","label":"Lead source","kind":"CATEGORY"}]}; a field may be one of the company's own. */
    @Convert(converter = JsonListColumn.class)
    public List<Map<String, Object>> features = List.of();

    /** {@code [{"condition":"leadSource==Referral","points":30,"label":"Came by referral"}]}, for when no model speaks. */
    @Convert(converter = JsonListColumn.class)
    public List<Map<String, Object>> pointRules = List.of();

    /** How many closed leads there have to be before a model is trained. */
    public int minClosedLeads;

    /** Per cent of the features that have to have a value; below it a prediction is withheld. */
    public int minCompleteness;

    /** Days after which a new model is trained; 0 for never by itself. */
    public int retrainAfterDays;
}

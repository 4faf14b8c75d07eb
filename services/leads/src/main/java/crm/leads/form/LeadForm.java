package crm.leads.form;

import crm.chassis.record.CrmRecord;
import crm.leads.column.JsonListColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A form that anybody may fill in on a web page, and what becomes of it. */
@Entity
public class LeadForm extends CrmRecord {

    public String name;

    /** Stands in public addresses; says nothing and cannot be guessed. */
    public String key;

    /** Signs what the form gives out; never shown. */
    public String secret;

    public boolean active = true;
    public String title;
    public String thankYou;

    /** {@code [{"name":…,"label":…,"kind":…,"required":…,"to":…,"options":[…]}]}, see {@link FormField}. */
    @Convert(converter = JsonListColumn.class)
    public List<Map<String, Object>> fields = List.of();

    public String leadSource;
    public UUID campaignId;

    /** Who gets the leads; both null for whom the assignment rules say. */
    public String toOwner;
    public String toTeam;

    /** Whether a lead comes to be only when a link in a mail was followed. */
    public boolean doubleOptIn;

    /** Origins of the pages that may send the form, beside our own; as in {@code https://www.acme.example}. */
    public String[] allowedOrigins = {};

    /** Nobody fills the form in faster than that. */
    public int minSeconds = 3;

    List<FormField> formFields() {
        return fields.stream().map(FormField::of).toList();
    }
}

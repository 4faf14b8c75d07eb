package crm.campaigns.audience;

import crm.chassis.record.CrmRecord;
import java.util.Map;
import java.util.UUID;

/** What marketing knows of a contact and its account; read in SQL, never stored from here. */
public final class AudienceContact extends CrmRecord {
    public String firstName;
    public String lastName;
    public String title;
    public String department;
    public String[] emails = {};
    public Map<String, Object> mailingAddress;
    public String buyingRole;
    public boolean isDecisionMaker;
    public boolean doNotCall;
    public boolean emailOptOut;
    public String language;
    public String timezone;
    public UUID accountId;
    public Map<String, Object> account;
}

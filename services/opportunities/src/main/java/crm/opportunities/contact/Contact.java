package crm.opportunities.contact;

import crm.chassis.record.CrmRecord;
import crm.chassis.record.JsonList;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A person that the company talks to. */
@Entity
public class Contact extends CrmRecord {

    public String salutation;
    public String firstName;
    public String lastName;

    /** The account that the person works for. */
    public UUID accountId;

    /** Further accounts that the person has to do with, with the role there. */
    @Convert(converter = JsonList.class)
    @ColumnTransformer(read = "cast(account_links as text)", write = JsonList.WRITE)
    public List<Map<String, Object>> accountLinks;

    public String title;
    public String department;
    public UUID reportsToId;

    /** In lower case, the main one first. */
    public String[] emails = {};

    /** The main one first. */
    public String[] phones = {};

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, Object> mailingAddress;

    public LocalDate birthdate;
    public String buyingRole;
    public boolean isDecisionMaker;
    public boolean doNotCall;
    public boolean emailOptOut;

    /** How the person's consents stand by purpose, channel and basis; governance decides. */
    @Convert(converter = JsonList.class)
    @ColumnTransformer(read = "cast(consents as text)", write = JsonList.WRITE)
    public List<Map<String, Object>> consents;

    public String language;

    /** Name in the IANA time zone database. */
    public String timezone;

    public UUID originalLeadId;

    boolean isNameless() {
        return firstName == null && lastName == null && emails.length == 0 && phones.length == 0;
    }
}

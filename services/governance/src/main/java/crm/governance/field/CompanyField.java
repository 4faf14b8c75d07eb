package crm.governance.field;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** A field that the company gives the records of a kind; archived when it is retired. */
@Entity
public class CompanyField extends CrmRecord {

    public enum Type { TEXT, NUMBER, MONEY, DATE, BOOLEAN, PICKLIST, REFERENCE }

    public enum PersonalData { NONE, PERSONAL, SENSITIVE }

    /** Singular name of the record, as in {@code lead}. */
    public String entity;

    public String name;
    public String label;

    @Enumerated(EnumType.STRING)
    public Type type;

    public boolean required;

    /** Values of a PICKLIST. */
    public String[] options = {};

    public String ownerTeam;
    public String purpose;

    @Enumerated(EnumType.STRING)
    public PersonalData personalDataClass;

    /** Roles that see the value; empty for everybody who sees the record. */
    public String[] whoMayRead = {};

    /** Roles that set the value; empty for everybody who changes the record. */
    public String[] whoMayWrite = {};

    public String description;
}

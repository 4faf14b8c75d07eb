package crm.governance.quality;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

/** What records of a kind are held against; archived when it is retired. */
@Entity
@Table(name = "quality_rule")
public class Rule extends CrmRecord {

    public enum Kind { REQUIRED, FORMAT }

    /** Whether who breaks it is left alone, told, or refused. */
    public enum Mode { OBSERVE, WARN, BLOCK }

    public String entity;

    @Enumerated(EnumType.STRING)
    public Kind kind;

    /** Name of a field, or {@code customFields.<name>}. */
    public String field;

    /** Regular expression that a value matches as a whole; only with FORMAT. */
    public String pattern;

    @Enumerated(EnumType.STRING)
    public Mode mode;

    public Integer weight;
    public boolean active = true;
    public String why;
    public String example;
    public String fix;
}

package crm.governance.view;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** A list as somebody wants to see it again: what it shows, in which order, and who else finds it. */
@Entity
public class SavedView extends CrmRecord {

    public enum Audience { MINE, TEAM, EVERYONE }

    public String name;

    /** The collection that is listed, as in {@code leads}. */
    public String collection;

    /** RSQL, as the list takes it. */
    public String filter;

    /** Words that are searched for. */
    public String q;

    public String sort;

    /** Names of the fields that are shown, in their order; empty for the usual ones. */
    public String[] columns = {};

    @Enumerated(EnumType.STRING)
    public Audience audience;

    /** Roles that begin with it when they open the list; an administrator says so of a view that everybody finds. */
    public String[] defaultOf = {};
}

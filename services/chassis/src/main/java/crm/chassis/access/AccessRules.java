package crm.chassis.access;

import crm.chassis.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who may do what with one type of record: a scope for reading and one for changing by role. */
public final class AccessRules {

    /**
     * The rights of one role.
     *
     * @param read what it sees
     * @param change what it changes, archives and restores
     * @param create whether it makes new ones
     * @param owns whether a new record belongs to the creator
     */
    public record Right(Scope read, Scope change, boolean create, boolean owns) {
        static final Right NOTHING = new Right(Scope.NONE, Scope.NONE, false, false);
    }

    private final Map<String, Right> rights = new LinkedHashMap<>();

    private AccessRules() {}

    public static AccessRules rules() {
        return new AccessRules();
    }

    /** A role that works with these records: it creates them and owns what it creates. */
    public AccessRules works(String role, Scope read, Scope change) {
        rights.put(role, new Right(read, change, true, true));
        return this;
    }

    /** A role that takes care of records which stay without an owner until somebody works with them. */
    public AccessRules keeps(String role, Scope read, Scope change) {
        rights.put(role, new Right(read, change, true, false));
        return this;
    }

    /** A role that changes what is there and makes nothing new. */
    public AccessRules changes(String role, Scope read, Scope change) {
        rights.put(role, new Right(read, change, false, false));
        return this;
    }

    public AccessRules reads(String role, Scope read) {
        rights.put(role, new Right(read, Scope.NONE, false, false));
        return this;
    }

    public Right of(String role) {
        return rights.getOrDefault(role, Right.NOTHING);
    }

    public Map<String, Right> byRole() {
        return java.util.Collections.unmodifiableMap(rights);
    }

    /**
     * Somebody whose roles see records of this kind at all.
     *
     * @throws Problem 403 where they see none
     */
    public Me reader(Me me) {
        if (read(me) == Scope.NONE) {
            throw Problem.forbidden("Your roles do not work with these records.");
        }
        return me;
    }

    public Scope read(Me me) {
        return widest(me, true);
    }

    public Scope change(Me me) {
        return widest(me, false);
    }

    public boolean mayCreate(Me me) {
        return me.roles().stream().anyMatch(role -> of(role).create());
    }

    public boolean ownsWhatItCreates(Me me) {
        return me.roles().stream().anyMatch(role -> of(role).owns());
    }

    private Scope widest(Me me, boolean reading) {
        Scope widest = Scope.NONE;
        for (String role : me.roles()) {
            Scope scope = reading ? of(role).read() : of(role).change();
            widest = scope.reaches(widest) ? scope : widest;
        }
        return widest;
    }
}

package crm.chassis.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import crm.chassis.access.AccessRules;
import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Why somebody may or may not read and change a record: the answer of the rules themselves, which are those that every request is
 * held against.
 *
 * @param record what it is; its owner and team are told to those who may read it or may ask about everybody
 * @param rights of each role of the person, as far as it has any with records of this kind
 * @param maskedFields fields whose values the person sees masked; empty where the whole is not seen
 */
public record Explanation(About record, Person user, Verdict read, Verdict change, List<RoleRight> rights, List<String> maskedFields) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record About(String type, UUID id, String owner, String team) {}

    public record Person(String login, List<String> roles, List<String> teams) {}

    /**
     * @param role the one whose right reaches furthest; null where none has any
     * @param reason a sentence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verdict(boolean allowed, Scope scope, String role, String reason) {}

    public record RoleRight(String role, Scope read, Scope change, boolean create) {}

    static Explanation of(RecordType<?> type, UUID id, String owner, String team, Me me, boolean tellsOwner) {
        List<RoleRight> rights = new ArrayList<>();
        for (String role : me.roles().stream().sorted().toList()) {
            AccessRules.Right right = type.access().of(role);
            if (right.read() != Scope.NONE || right.change() != Scope.NONE || right.create()) {
                rights.add(new RoleRight(role, right.read(), right.change(), right.create()));
            }
        }
        Verdict read = verdict(type, "read", type.access().read(me), rights, RoleRight::read, me, owner, team);
        Verdict change = verdict(type, "change", type.access().change(me), rights, RoleRight::change, me, owner, team);
        boolean told = tellsOwner || read.allowed();
        List<String> masked = read.allowed()
                ? type.fields().stream().filter(field -> !field.readableWith(me.roles())).map(Field::path).sorted().toList()
                : List.of();
        return new Explanation(new About(type.name(), id, told ? owner : null, told ? team : null),
                new Person(me.login(), me.roles().stream().sorted().toList(), me.teams().stream().sorted().toList()), read, change, rights, masked);
    }

    private static Verdict verdict(RecordType<?> type, String act, Scope scope, List<RoleRight> rights, Function<RoleRight, Scope> reaching, Me me,
            String owner, String team) {
        if (scope == Scope.NONE) {
            return new Verdict(false, scope, null, "No role of " + me.login() + " may " + act + " records of the type " + type.name() + ".");
        }
        String role = rights.stream().filter(right -> reaching.apply(right) == scope).findFirst().orElseThrow().role();
        boolean allowed = AccessSql.within(scope, me, owner, team);
        return new Verdict(allowed, scope, role, "As " + role + ", " + me.login() + " may " + act + " " + reach(scope) + "; this record "
                + (allowed ? "is among them: " + why(scope, me, owner, team) : "is not among them: it is somebody else's") + ".");
    }

    private static String reach(Scope scope) {
        return switch (scope) {
            case ALL -> "all records of this type";
            case TEAM -> "own records, those of the own teams and the teams below them, and those that nobody owns";
            default -> "own records, and those that nobody owns and that are in the own team or in none";
        };
    }

    private static String why(Scope scope, Me me, String owner, String team) {
        if (me.login().equals(owner)) {
            return me.login() + " owns it";
        }
        if (scope == Scope.ALL) {
            return "all are";
        }
        return team == null ? "nobody owns it" : "it is in the team " + team;
    }
}

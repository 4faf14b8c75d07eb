package crm.leads.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.AccessRules;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.change.Records;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.leads.hours.BusinessCalendars;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who takes how many leads when. A person has one entry, which a manager of the person's team keeps. */
@Singleton
public class Availabilities extends Records<Availability> {

    private static final int MAX_ABSENCES = 100;
    private static final Field CAPACITY = Field.integer("capacity");
    private static final Field FROM = Field.instant("from").required();
    private static final Field UNTIL = Field.instant("until").required();

    Availabilities(Chassis chassis) {
        super(RecordType.of(Availability.class, "assignmentAvailability", "assignment-availability")
                .fields(Field.integer("capacity"), Field.json("workingHours"), Field.json("absences"))
                .access(AccessRules.rules()
                        .keeps("sales-manager", Scope.TEAM, Scope.TEAM)
                        .keeps("marketing-manager", Scope.ALL, Scope.ALL)
                        .keeps("crm-admin", Scope.ALL, Scope.ALL)
                        .reads("sales-rep", Scope.TEAM).reads("marketer", Scope.ALL)
                        .reads("data-steward", Scope.ALL).reads("compliance-officer", Scope.ALL).reads("executive", Scope.ALL))
                .build(), chassis);
    }

    /** The id of a person's entry follows from the login name, so that two never get one each. */
    static UUID idOf(String login) {
        return UUID.nameUUIDFromBytes(("availability of " + login).getBytes(StandardCharsets.UTF_8));
    }

    /** Entries of some people, in the session that is open; who has none is left out. */
    Uni<List<Availability>> of(Collection<String> logins) {
        return Panache.getSession().chain(session -> session
                .createQuery("from Availability where owner in (?1) and archivedAt is null", Availability.class)
                .setParameter(1, List.copyOf(logins)).getResultList());
    }

    /** The same on the connection of an import, as far as turns need it. */
    Uni<List<Availability>> of(SqlConnection connection, Collection<String> logins) {
        return connection.preparedQuery("select owner, capacity, working_hours, absences from assignment_availability where owner = any($1)"
                        + " and archived_at is null").execute(Tuple.of(logins.toArray(String[]::new)))
                .map(rows -> rows.stream().map(Availabilities::entry).toList());
    }

    private static Availability entry(Row row) {
        Availability entry = new Availability();
        entry.owner = row.getString(0);
        entry.capacity = row.getInteger(1);
        entry.workingHours = row.getJsonObject(2) == null ? null : row.getJsonObject(2).getMap();
        entry.absences = new AbsenceColumn().convertToEntityAttribute(row.getString(3));
        return entry;
    }

    Uni<Availability> set(String login, IfMatch ifMatch, JsonNode request, Me me) {
        if (!chassis().directory().hasPerson(login)) {
            throw Problem.notFound();
        }
        Availability wanted = read(request);
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> session.find(Availability.class, idOf(login)))
                .chain(known -> {
                    if (known != null) {
                        return change(known.id, ifMatch, me, entry -> {
                            entry.capacity = wanted.capacity;
                            entry.workingHours = wanted.workingHours;
                            entry.absences = wanted.absences;
                        });
                    }
                    wanted.id = idOf(login);
                    wanted.owner = login;
                    wanted.team = chassis().directory().teamOf(login);
                    if (!type().access().mayCreate(me) || !me.has("crm-admin") && !me.has("marketing-manager") && !me.teams().contains(wanted.team)) {
                        throw Problem.forbidden("Managers say when the people of their teams take leads.");
                    }
                    return create(wanted, Creation.PLAIN, me);
                }));
    }

    private static Availability read(JsonNode request) {
        if (!(request instanceof ObjectNode body)) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        Object capacity = RequestFields.read(body.deepCopy().without(List.of("workingHours", "absences")), CAPACITY).get("capacity");
        Availability wanted = new Availability();
        wanted.capacity = capacity == null ? 1 : Math.toIntExact(Math.min((Long) capacity, Integer.MAX_VALUE));
        if (wanted.capacity < 0 || wanted.capacity > FairTurn.MAX_CAPACITY) {
            throw Problem.invalid("/capacity", "capacity has to be between 0, for nothing, and " + FairTurn.MAX_CAPACITY + ".");
        }
        wanted.workingHours = body.hasNonNull("workingHours") ? BusinessCalendars.read(body.get("workingHours")) : null;
        JsonNode absences = body.path("absences");
        if (!absences.isMissingNode() && !absences.isArray() || absences.size() > MAX_ABSENCES) {
            throw Problem.invalid("/absences", "absences has to be a list of at most " + MAX_ABSENCES + " periods with from and until.");
        }
        List<Availability.Absence> periods = new ArrayList<>();
        for (JsonNode absence : absences) {
            Map<String, Object> ends = RequestFields.read(absence, FROM, UNTIL);
            Availability.Absence period = new Availability.Absence((Instant) ends.get("from"), (Instant) ends.get("until"));
            if (!period.until().isAfter(period.from())) {
                throw Problem.invalid("/absences/" + periods.size() + "/until", "until has to be after from.");
            }
            periods.add(period);
        }
        wanted.absences = List.copyOf(periods);
        return wanted;
    }
}

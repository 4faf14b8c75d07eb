package crm.leads.hours;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.AccessRules;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Chassis;
import crm.chassis.change.IfMatch;
import crm.chassis.change.Records;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.time.BusinessHours;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The calendar of this service; changed with history like any record. Limits that are set already stay as they are. */
@Singleton
public class BusinessCalendars extends Records<BusinessCalendar> {

    static final UUID THE_ONE = UUID.fromString("00000000-0000-7000-8000-0000000000a2");

    private static final Set<String> MEMBERS = Set.of("timeZone", "holidays", "monday", "tuesday", "wednesday", "thursday", "friday",
            "saturday", "sunday");

    BusinessCalendars(Chassis chassis) {
        super(RecordType.of(BusinessCalendar.class, "businessCalendar", "business-hours")
                .fields(Field.json("hours"))
                .access(AccessRules.rules()
                        .changes("sales-manager", Scope.ALL, Scope.ALL)
                        .changes("marketing-manager", Scope.ALL, Scope.ALL)
                        .changes("crm-admin", Scope.ALL, Scope.ALL)
                        .reads("sales-rep", Scope.ALL).reads("marketer", Scope.ALL)
                        .reads("data-steward", Scope.ALL).reads("compliance-officer", Scope.ALL).reads("executive", Scope.ALL))
                .build(), chassis);
    }

    /** The hours that hold now, in the session that is open. */
    public Uni<BusinessHours> current() {
        return Panache.getSession().chain(session -> session.find(BusinessCalendar.class, THE_ONE))
                .map(calendar -> BusinessHours.of(calendar.hours));
    }

    /** The same on the connection of an import. */
    public Uni<BusinessHours> current(SqlConnection connection) {
        return connection.preparedQuery("select hours from business_calendar where id = $1").execute(Tuple.of(THE_ONE))
                .map(rows -> BusinessHours.of(rows.iterator().next().getJsonObject(0).getMap()));
    }

    Uni<BusinessCalendar> replace(IfMatch ifMatch, JsonNode request, Me me) {
        Map<String, Object> hours = read(request);
        return change(THE_ONE, ifMatch, me, calendar -> calendar.hours = hours);
    }

    /**
     * Reads hours out of a request, in the form in which they are kept.
     *
     * @throws Problem 400 or 422 with what is wrong
     */
    public static Map<String, Object> read(JsonNode request) {
        if (!(request instanceof ObjectNode)) {
            throw Problem.malformed("Business hours have to be a JSON object.");
        }
        Map<String, Object> hours = new LinkedHashMap<>();
        for (var members = request.fields(); members.hasNext();) {
            var member = members.next();
            JsonNode value = member.getValue();
            if (!MEMBERS.contains(member.getKey()) || !value.isTextual() && !(value.isArray() && member.getKey().equals("holidays"))) {
                throw Problem.malformed("Business hours have timeZone, holidays, and monday to sunday, each like 09:00-17:00.");
            }
            if (value.isArray()) {
                List<String> days = new ArrayList<>();
                value.forEach(day -> days.add(day.asText()));
                hours.put(member.getKey(), days);
            } else {
                hours.put(member.getKey(), value.textValue());
            }
        }
        try {
            return BusinessHours.of(hours).toMap();
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("", wrong.getMessage());
        }
    }
}

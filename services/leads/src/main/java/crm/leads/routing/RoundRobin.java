package crm.leads.routing;

import crm.chassis.directory.Directory;
import crm.chassis.sql.SessionSql;
import crm.chassis.time.BusinessHours;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets the people of a team take turns. The scale of the team is a row that who asks locks until the transaction ends,
 * so that turns are taken one after the other on all instances, and one that is rolled back was never taken.
 */
@Singleton
class RoundRobin {

    private static final Set<String> TAKERS = Set.of("sales-rep", "marketer");
    private static final String LOCK = "insert into assignment_queue (team, turn) values ($1, 0) on conflict (team)"
            + " do update set turn = assignment_queue.turn returning turn";

    private final Directory directory;
    private final Availabilities availabilities;
    private final Clock clock;

    RoundRobin(Directory directory, Availabilities availabilities, Clock clock) {
        this.directory = directory;
        this.availabilities = availabilities;
        this.clock = clock;
    }

    /** Who is next in a team; null where nobody is there to take anything. Needs a transaction. */
    Uni<String> next(String team) {
        return Panache.getSession().chain(session -> SessionSql.select(session, LOCK, team)
                .chain(scale -> present(team).chain(people -> {
                    if (people.isEmpty()) {
                        return Uni.createFrom().<String>nullItem();
                    }
                    return SessionSql.select(session, "select login, turn from assignment_turn where team = $1", team).chain(rows -> {
                        Map<String, Long> turns = new HashMap<>();
                        rows.forEach(row -> turns.put((String) row[0], (Long) row[1]));
                        FairTurn.Pick pick = FairTurn.next(members(people, turns::get), (Long) scale.get(0)[0]);
                        return SessionSql.update(session, "insert into assignment_turn (team, login, turn) values ($1, $2, $3)"
                                        + " on conflict (team, login) do update set turn = excluded.turn", team, pick.login(), pick.next())
                                .chain(() -> SessionSql.update(session, "update assignment_queue set turn = $2 where team = $1", team, pick.now()))
                                .replaceWith(pick.login());
                    });
                })));
    }

    /**
     * The same for several turns of an import, in their order, with as many statements as for one; null for each where
     * nobody is there.
     */
    Uni<List<String>> next(SqlConnection connection, String team, int times) {
        List<String> picked = new ArrayList<>();
        return connection.preparedQuery(LOCK).execute(Tuple.of(team)).chain(scale -> availabilities.of(connection, takers(team)).chain(entries ->
                connection.preparedQuery("select login, turn from assignment_turn where team = $1").execute(Tuple.of(team)).chain(rows -> {
                    Map<String, Integer> people = there(takers(team), entries);
                    if (people.isEmpty()) {
                        return Uni.createFrom().item(Collections.nCopies(times, (String) null));
                    }
                    Map<String, Long> turns = new HashMap<>();
                    rows.forEach(row -> turns.put(row.getString(0), row.getLong(1)));
                    long now = scale.iterator().next().getLong(0);
                    for (int i = 0; i < times; i++) {
                        FairTurn.Pick pick = FairTurn.next(members(people, turns::get), now);
                        turns.put(pick.login(), pick.next());
                        now = pick.now();
                        picked.add(pick.login());
                    }
                    return keep(connection, team, turns, now).replaceWith(picked);
                })));
    }

    private static Uni<Void> keep(SqlConnection connection, String team, Map<String, Long> turns, long now) {
        String[] logins = turns.keySet().toArray(String[]::new);
        return connection.preparedQuery("insert into assignment_turn (team, login, turn) select $1, login, turn from unnest($2::text[], $3::bigint[])"
                        + " as taken (login, turn) on conflict (team, login) do update set turn = excluded.turn")
                .execute(Tuple.of(team, logins, Arrays.stream(logins).map(turns::get).toArray(Long[]::new)))
                .chain(() -> connection.preparedQuery("update assignment_queue set turn = $2 where team = $1").execute(Tuple.of(team, now)))
                .replaceWithVoid();
    }

    private List<String> takers(String team) {
        return directory.peopleWithin(team).stream().filter(login -> directory.rolesOf(login).stream().anyMatch(TAKERS::contains)).toList();
    }

    /** Names with their capacity of those who take leads now; outside of everybody's hours of all who are not away. */
    Uni<Map<String, Integer>> present(String team) {
        List<String> people = takers(team);
        return people.isEmpty() ? Uni.createFrom().item(Map.of()) : availabilities.of(people).map(entries -> there(people, entries));
    }

    private Map<String, Integer> there(List<String> people, List<Availability> entries) {
        Instant now = clock.instant();
        Map<String, Availability> known = entries.stream().collect(Collectors.toMap(entry -> entry.owner, Function.identity()));
        Map<String, Integer> there = new HashMap<>();
        Map<String, Integer> working = new HashMap<>();
        for (String login : people) {
            Availability entry = known.getOrDefault(login, new Availability());
            if (entry.capacity > 0 && !entry.isAway(now)) {
                there.put(login, entry.capacity);
                if (entry.workingHours == null || BusinessHours.of(entry.workingHours).isOpen(now)) {
                    working.put(login, entry.capacity);
                }
            }
        }
        return working.isEmpty() ? there : working;
    }

    static List<FairTurn.Member> members(Map<String, Integer> people, Function<String, Long> turns) {
        return people.entrySet().stream().map(person -> {
            Long turn = turns.apply(person.getKey());
            return new FairTurn.Member(person.getKey(), person.getValue(), turn == null ? 0 : turn);
        }).toList();
    }
}

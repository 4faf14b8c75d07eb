package crm.chassis.directory;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The teams, their tree and their people as the identity provider told them last; see {@link DirectoryRefresh}. Names of
 * teams are the last part of their group path and have to be unique.
 */
@Singleton
public class Directory {

    /**
     * What is known.
     *
     * @param teams path of each team by its name
     * @param people teams of each person by login name, the one that records belong to first
     * @param roles realm roles of each person by login name
     * @param emails login name of each person by email address in lower case
     * @param names name of each person, as people call them, by login name
     */
    record Content(Map<String, String> teams, Map<String, List<String>> people, Map<String, Set<String>> roles, Map<String, String> emails,
            Map<String, String> names) {
        static final Content EMPTY = new Content(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

        Content {
            // what was stored before addresses and names were known has none
            emails = emails == null ? Map.of() : emails;
            names = names == null ? Map.of() : names;
        }
    }

    /**
     * Somebody who records may belong to.
     *
     * @param name as people call them; the login name where nobody said
     * @param team the one that their records belong to
     */
    public record Person(String login, String name, String team, List<String> teams) {}

    private volatile Content content = Content.EMPTY;

    void replace(Content known) {
        content = known;
    }

    Content content() {
        return content;
    }

    /** Team of a person; null where the person is unknown or in none. */
    public String teamOf(String login) {
        List<String> teams = content.people().getOrDefault(login, List.of());
        return teams.isEmpty() ? null : teams.get(0);
    }

    public List<String> teamsOf(String login) {
        return content.people().getOrDefault(login, List.of());
    }

    public Set<String> rolesOf(String login) {
        return content.roles().getOrDefault(login, Set.of());
    }

    /** The person who has this email address; null for nobody of the company. */
    public String personOf(String email) {
        return content.emails().get(email.toLowerCase(Locale.ROOT));
    }

    /** Names of the teams of a person and of all that lie below them in the tree. */
    public Set<String> teamsWithin(String login) {
        Map<String, String> teams = content.teams();
        return withSubteams(teamsOf(login).stream().map(teams::get).filter(java.util.Objects::nonNull).toList());
    }

    /** Whether people are known at all; before that nobody can be told from somebody. */
    public boolean isKnown() {
        return !content.people().isEmpty();
    }

    public boolean hasPerson(String login) {
        return content.people().containsKey(login);
    }

    public boolean hasTeam(String team) {
        return content.teams().containsKey(team);
    }

    /** Those whose login name or name has all of these words in it, at most so many, by their names. */
    public List<Person> peopleLike(String words, int most) {
        Content known = content;
        return known.people().keySet().stream().map(login -> person(known, login))
                .filter(person -> has(person.login() + " " + person.name(), words))
                .sorted(Comparator.comparing((Person person) -> lower(person.name())).thenComparing(Person::login)).limit(most).toList();
    }

    /** Those of these login names that somebody has, in the order asked for. */
    public List<Person> people(Collection<String> logins) {
        Content known = content;
        return logins.stream().distinct().filter(known.people()::containsKey).map(login -> person(known, login)).toList();
    }

    private static Person person(Content known, String login) {
        List<String> teams = known.people().get(login);
        return new Person(login, known.names().getOrDefault(login, login), teams.get(0), teams);
    }

    /** Names of teams that have all of these words in it, at most so many, in their order. */
    public List<String> teamsLike(String words, int most) {
        return content.teams().keySet().stream().filter(team -> has(team, words)).sorted().limit(most).toList();
    }

    private static boolean has(String text, String words) {
        return Arrays.stream(lower(words).strip().split("\\s+")).allMatch(lower(text)::contains);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Path of each team by its name, as in {@code /company/sales}. */
    public Map<String, String> teamPaths() {
        return Collections.unmodifiableMap(content.teams());
    }

    /** Login names of the people in this team or in one below it, in their order; empty where there is no such team. */
    public List<String> peopleWithin(String team) {
        String path = content.teams().get(team);
        if (path == null) {
            return List.of();
        }
        Set<String> within = withSubteams(Set.of(path));
        return content.people().entrySet().stream().filter(person -> person.getValue().stream().anyMatch(within::contains))
                .map(Map.Entry::getKey).sorted().toList();
    }

    /** People with this role in the team or in one above it, in their order. */
    public List<String> managersOf(String team, String role) {
        String path = content.teams().getOrDefault(team, "");
        return content.people().entrySet().stream()
                .filter(person -> rolesOf(person.getKey()).contains(role) && person.getValue().stream()
                        .map(content.teams()::get).anyMatch(above -> above != null && (path + "/").startsWith(above + "/")))
                .map(Map.Entry::getKey).sorted().toList();
    }

    /** Names of these teams and of all that lie below them in the tree. */
    public Set<String> withSubteams(Collection<String> groupPaths) {
        Set<String> names = new HashSet<>();
        for (String path : groupPaths) {
            names.add(nameOf(path));
            content.teams().forEach((name, candidate) -> {
                if (candidate.startsWith(path + "/")) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    public static String nameOf(String groupPath) {
        return groupPath.substring(groupPath.lastIndexOf('/') + 1);
    }
}

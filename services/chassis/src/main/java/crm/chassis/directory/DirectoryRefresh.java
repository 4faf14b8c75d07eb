package crm.chassis.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps the {@link Directory} up to date from Keycloak's admin API, as the service account that may only look. What was
 * learnt is stored, so that a service that starts while Keycloak is away knows what it knew before.
 */
@ApplicationScoped
class DirectoryRefresh {

    private static final Logger LOG = Logger.getLogger(DirectoryRefresh.class);
    private static final int PAGE = 500;
    private static final int MAX_PAGES = 200;
    private static final long TIMEOUT_MILLIS = 10_000;

    private final Directory directory;
    private final OidcClient tokens;
    private final WebClient client;
    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;
    private final String adminUrl;
    private final Duration interval;
    private volatile Instant next = Instant.MIN;
    private volatile boolean away;

    DirectoryRefresh(Directory directory, OidcClient tokens, Vertx vertx, Pool pool, ObjectMapper json, Clock clock,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String realmUrl,
            @ConfigProperty(name = "crm.directory.refresh", defaultValue = "60S") Duration interval) {
        this.directory = directory;
        this.tokens = tokens;
        this.client = WebClient.create(vertx);
        this.pool = pool;
        this.json = json;
        this.clock = clock;
        this.interval = interval;
        this.adminUrl = realmUrl.replaceFirst("/realms/([^/]+)/?$", "/admin/realms/$1");
    }

    void recall(@Observes StartupEvent started) {
        pool.query("select content::text from directory_snapshot").execute()
                .subscribe().with(rows -> rows.forEach(row -> remember(row.getString(0))),
                        failure -> LOG.warnf("The stored directory cannot be read: %s", failure.getMessage()));
    }

    private void remember(String stored) {
        try {
            if (!directory.isKnown()) {
                directory.replace(json.readValue(stored, Directory.Content.class));
            }
        } catch (JsonProcessingException unreadable) {
            LOG.warnf("The stored directory cannot be read: %s", unreadable.getOriginalMessage());
        }
    }

    /** Looks often, so that people are known soon after the identity provider is there, and asks when it is time. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        if (clock.instant().isBefore(next)) {
            return Uni.createFrom().voidItem();
        }
        return tokens.getTokens()
                .chain(token -> read(token.getAccessToken()))
                .chain(this::keep)
                .invoke(() -> {
                    next = clock.instant().plus(interval);
                    away = false;
                })
                .ifNoItem().after(Duration.ofMinutes(2)).fail()
                .onFailure().recoverWithUni(failure -> {
                    if (!away) {
                        LOG.warnf("Teams and people cannot be read from the identity provider, the last known stay: %s", failure.getMessage());
                    }
                    away = true;
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Directory.Content> read(String token) {
        Map<String, String> teams = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        Map<String, List<String>> people = new HashMap<>();
        Map<String, Set<String>> roles = new HashMap<>();
        Map<String, String> emails = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        return pages(token, "/groups?briefRepresentation=true&", 0, page -> {})
                .chain(top -> descend(token, top, ids))
                .chain(() -> {
                    ids.forEach((path, id) -> teams.put(Directory.nameOf(path), path));
                    return inTurn(List.copyOf(ids.entrySet()), group -> pages(token, "/groups/" + group.getValue() + "/members?briefRepresentation=true&", 0,
                            page -> page.forEach(user -> {
                                people.computeIfAbsent(login(user), login -> new ArrayList<>()).add(Directory.nameOf(group.getKey()));
                                email(user).ifPresent(email -> emails.put(email, login(user)));
                                name(user).ifPresent(name -> names.put(login(user), name));
                            })));
                })
                .chain(() -> pages(token, "/roles?", 0, page -> {}))
                .chain(all -> inTurn(names(all), role -> pages(token, "/roles/" + role + "/users?", 0,
                        page -> page.forEach(user -> {
                            roles.computeIfAbsent(login(user), login -> new HashSet<>()).add(role);
                            email(user).ifPresent(email -> emails.put(email, login(user)));
                        }))))
                .map(done -> new Directory.Content(teams, people, roles, emails, names));
    }

    private static List<String> names(List<JsonObject> roles) {
        return roles.stream().map(role -> role.getString("name")).filter(name -> name.matches("[a-z-]+")).toList();
    }

    private static String login(Object user) {
        return ((JsonObject) user).getString("username");
    }

    private static Optional<String> email(Object user) {
        return Optional.ofNullable(((JsonObject) user).getString("email")).map(email -> email.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> name(Object user) {
        JsonObject person = (JsonObject) user;
        return Optional.of(Stream.of(person.getString("firstName"), person.getString("lastName")).filter(part -> part != null && !part.isBlank())
                .map(String::strip).collect(Collectors.joining(" "))).filter(name -> !name.isEmpty());
    }

    private Uni<Void> descend(String token, List<JsonObject> groups, Map<String, String> ids) {
        return inTurn(groups, group -> {
            ids.put(group.getString("path"), group.getString("id"));
            return pages(token, "/groups/" + group.getString("id") + "/children?briefRepresentation=true&", 0, page -> {})
                    .chain(children -> descend(token, children, ids).replaceWith(children));
        });
    }

    private static <X, Y> Uni<Void> inTurn(List<X> elements, java.util.function.Function<X, Uni<Y>> act) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (X element : elements) {
            done = done.chain(() -> act.apply(element)).replaceWithVoid();
        }
        return done;
    }

    /** Reads page after page and answers all their objects. */
    private Uni<List<JsonObject>> pages(String token, String path, int page, java.util.function.Consumer<JsonArray> each) {
        return client.getAbs(adminUrl + path + "first=" + page * PAGE + "&max=" + PAGE).bearerTokenAuthentication(token).timeout(TIMEOUT_MILLIS).send()
                .chain(response -> {
                    if (response.statusCode() != 200) {
                        return Uni.createFrom().failure(new IllegalStateException("the admin API answers " + response.statusCode()));
                    }
                    JsonArray found = response.bodyAsJsonArray();
                    each.accept(found);
                    List<JsonObject> objects = new ArrayList<>(found.stream().map(JsonObject.class::cast).toList());
                    return found.size() < PAGE || page == MAX_PAGES
                            ? Uni.createFrom().item(objects)
                            : pages(token, path, page + 1, each).invoke(further -> objects.addAll(further)).replaceWith(objects);
                });
    }

    private Uni<Void> keep(Directory.Content known) {
        if (known.equals(directory.content())) {
            return Uni.createFrom().voidItem();
        }
        directory.replace(known);
        return pool.preparedQuery("insert into directory_snapshot (id, content, taken_at) values (1, $1, $2)"
                        + " on conflict (id) do update set content = excluded.content, taken_at = excluded.taken_at")
                .execute(Tuple.of(new JsonObject(json.valueToTree(known).toString()), clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}

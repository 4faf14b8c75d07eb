package crm.chassis.access;

import crm.chassis.directory.Directory;
import crm.chassis.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells who is calling from the access token: login name, realm roles, and teams from the claim {@code groups}. */
@RequestScoped
public class WhoAmI {

    private static final String GROUPS = "groups";

    private final SecurityIdentity identity;
    private final Directory directory;

    WhoAmI(SecurityIdentity identity, Directory directory) {
        this.identity = identity;
        this.directory = directory;
    }

    /**
     * The caller.
     *
     * @throws Problem 401 where nobody is logged in
     */
    public Me me() {
        if (identity.isAnonymous()) {
            throw Problem.unauthenticated();
        }
        List<String> groups = groups(identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim(GROUPS) : null);
        Set<String> direct = groups.stream().map(Directory::nameOf).collect(Collectors.toSet());
        return new Me(identity.getPrincipal().getName(), identity.getRoles(), groups.isEmpty() ? null : Directory.nameOf(groups.get(0)),
                direct, directory.withSubteams(groups));
    }

    private static List<String> groups(Object claim) {
        if (claim instanceof JsonArray array) {
            return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).sorted().toList();
        }
        return claim instanceof Iterable<?> groups
                ? java.util.stream.StreamSupport.stream(groups.spliterator(), false)
                        .map(group -> group instanceof JsonString text ? text.getString() : group.toString()).sorted().toList()
                : List.of();
    }
}

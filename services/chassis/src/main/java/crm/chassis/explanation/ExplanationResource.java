package crm.chassis.explanation;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.change.Records;
import crm.chassis.directory.Directory;
import crm.chassis.problem.Problem;
import crm.chassis.record.RecordType;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which rule lets somebody in or keeps them out. */
@Path("/api/v1/access/explanation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class ExplanationResource {

    /** Who takes care of the rules asks about everybody; everybody else asks about themselves. */
    private static final Set<String> KEEPERS = Set.of("crm-admin", "data-steward", "compliance-officer");

    private final List<RecordType<?>> types;
    private final String find;
    private final Pool pool;
    private final WhoAmI whoAmI;
    private final Directory directory;

    ExplanationResource(@All List<Records<?>> all, Pool pool, WhoAmI whoAmI, Directory directory) {
        types = all.stream().<RecordType<?>>map(Records::type).toList();
        find = IntStream.range(0, types.size()).mapToObj(i -> "select " + i + ", owner, team from " + types.get(i).table() + " where id = $1")
                .collect(Collectors.joining(" union all "));
        this.pool = pool;
        this.whoAmI = whoAmI;
        this.directory = directory;
    }

    /**
     * The rights of one person with one record.
     *
     * @param user login name; whoever asks, where it is left out
     */
    @GET
    public Uni<Explanation> explain(@QueryParam("record") @Parameter(required = true) String record, @QueryParam("user") String user) {
        Me asks = whoAmI.me();
        boolean keeper = KEEPERS.stream().anyMatch(asks::has);
        UUID id = id(record);
        Me me = user == null || user.equals(asks.login()) ? asks : somebody(user, keeper);
        return pool.preparedQuery(find).execute(Tuple.of(id)).map(rows -> {
            for (Row row : rows) {
                return Explanation.of(types.get(row.getInteger(0)), id, row.getString(1), row.getString(2), me, keeper);
            }
            throw Problem.notFound();
        });
    }

    private Me somebody(String login, boolean keeper) {
        if (!keeper) {
            throw Problem.forbidden("About others ask " + String.join(", ", KEEPERS.stream().sorted().toList()) + "; leave user out to ask about yourself.");
        }
        if (!directory.isKnown()) {
            throw Problem.unavailable("The people of the company are not known yet.", 2);
        }
        Set<String> roles = directory.rolesOf(login);
        if (roles.isEmpty() && !directory.hasPerson(login)) {
            throw Problem.invalid("user", "There is nobody with this login name.");
        }
        return new Me(login, roles, directory.teamOf(login), Set.copyOf(directory.teamsOf(login)), directory.teamsWithin(login));
    }

    private static UUID id(String record) {
        try {
            return UUID.fromString(record == null ? "" : record);
        } catch (IllegalArgumentException unreadable) {
            throw Problem.invalid("record", "record has to be the id of a record.");
        }
    }
}

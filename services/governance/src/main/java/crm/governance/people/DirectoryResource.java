package crm.governance.people;

import crm.chassis.access.WhoAmI;
import crm.chassis.directory.Directory;
import crm.chassis.directory.Directory.Person;
import crm.chassis.problem.Problem;
import crm.governance.reading.Asked;
import crm.governance.record.ReadRights;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The people and teams of the company to whom records may be given. Whoever works with records of any kind sees them. */
@Path("/api/v1")
@Tag(name = "people")
@Produces(MediaType.APPLICATION_JSON)
public class DirectoryResource {

    @Schema(name = "People")
    record People(List<Person> items) {}

    @Schema(name = "Team")
    record Team(String name) {}

    @Schema(name = "Teams")
    record Teams(List<Team> items) {}

    private static final int LONGEST = 100;
    private static final int MOST_LOGINS = 100;

    private final Directory directory;
    private final ReadRights rights;
    private final WhoAmI whoAmI;

    DirectoryResource(Directory directory, ReadRights rights, WhoAmI whoAmI) {
        this.directory = directory;
        this.rights = rights;
        this.whoAmI = whoAmI;
    }

    /** People by words of their names, in the order of their names; or those who have these login names. */
    @GET
    @Path("/people")
    public People people(@QueryParam("q") String q, @Parameter(description = "Up to 100 login names, instead of words") @QueryParam("login") List<String> logins,
            @QueryParam("limit") String limit) {
        String words = words(q);
        if (logins.size() > MOST_LOGINS) {
            throw Asked.refused("login", "login may be given at most " + MOST_LOGINS + " times.");
        }
        return new People(logins.isEmpty() ? directory.peopleLike(words, Asked.limit(limit)) : directory.people(logins));
    }

    /** Teams by words of their names. */
    @GET
    @Path("/teams")
    public Teams teams(@QueryParam("q") String q, @QueryParam("limit") String limit) {
        return new Teams(directory.teamsLike(words(q), Asked.limit(limit)).stream().map(Team::new).toList());
    }

    private String words(String q) {
        if (rights.readable(whoAmI.me()).isEmpty()) {
            throw Problem.forbidden("Your roles do not work with records.");
        }
        if (!directory.isKnown()) {
            throw Problem.unavailable("The people of the company are not known yet.", 2);
        }
        String words = q == null ? "" : q;
        if (words.length() > LONGEST) {
            throw Asked.refused("q", "q may have at most " + LONGEST + " characters.");
        }
        return words;
    }
}

package crm.gateway.routing;

import crm.gateway.access.Caller;
import crm.gateway.customer.CustomerAnswer;
import crm.gateway.home.StatusAnswer;
import crm.gateway.login.WhoAmI;
import crm.gateway.search.SearchAnswer;
import crm.gateway.stream.StreamAnswer;
import crm.gateway.upstream.Forward;
import crm.gateway.upstream.Upstreams;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Finds out from a path where a request goes. */
@ApplicationScoped
public class Destinations {

    /** A calendar is read by programs that cannot log in; its address has a secret of its own. */
    static final String CALENDAR = "activities/calendar.ics";

    private static final String BASE = "/api/v1/";

    private final Map<String, Destination> byCollection = new HashMap<>();
    private final Destination me;
    private final Destination status;
    private final Destination imports;
    private final Destination explanation;
    private final Destination customer;
    private final Destination search;
    private final Destination stream;

    public Destinations(Forward forward, Upstreams upstreams, WhoAmI whoAmI, StatusAnswer statusAnswer,
            FindOwner findOwner, CustomerAnswer customerAnswer, SearchAnswer searchAnswer,
            StreamAnswer streamAnswer) {
        for (ApiCollection collection : new ApiCollections().all()) {
            var upstream = upstreams.of(collection.service());
            byCollection.put(collection.name(), new Destination(collection, true,
                    (context, caller) -> forward.toService(context, upstream, caller)));
        }
        this.me = new Destination(null, false, whoAmI::answer);
        this.status = new Destination(null, true, statusAnswer::answer);
        this.imports = new Destination(null, true, findOwner::ofImport);
        this.explanation = new Destination(null, true, findOwner::ofRecord);
        this.customer = new Destination(null, true,
                (context, caller) -> customerAnswer.answer(context, caller, readable(caller)));
        this.stream = new Destination(null, true, streamAnswer::answer);
        this.search = new Destination(null, true,
                (context, caller) -> searchAnswer.answer(context, caller, readable(caller)));
    }

    /** Null if there is nothing at this path. */
    Destination of(String path) {
        String rest = path.substring(BASE.length());
        String first = segment(rest, 0);
        return switch (first) {
            case "me" -> rest.equals("me") ? me : null;
            case "status" -> rest.equals("status") ? status : null;
            case "imports" -> rest.length() > "imports/".length() ? imports : null;
            case "access" -> rest.equals("access/explanation") ? explanation : null;
            case "customers" -> rest.length() > "customers/".length() ? customer : null;
            case "search" -> rest.equals("search") ? search : null;
            case "stream" -> rest.equals("stream") ? stream : null;
            case "public" -> byCollection.get("public/" + segment(rest, "public/".length()));
            case "activities" -> byCollection.get(rest.equals(CALENDAR) ? CALENDAR : first);
            case "operations" -> byCollection.get("operations/" + segment(rest, "operations/".length()));
            default -> byCollection.get(first);
        };
    }

    private Predicate<String> readable(Caller caller) {
        return name -> byCollection.get(name).collection().allows(HttpMethod.GET, caller.roles());
    }

    private static String segment(String path, int from) {
        if (from > path.length()) {
            return "";
        }
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.substring(from) : path.substring(from, slash);
    }
}

package crm.governance.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.idempotency.Idempotency;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.governance.reading.Asked;
import crm.governance.record.ReadRights;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Consents over HTTP: whoever may see a person sees what they allowed; who works with people writes it down. */
@Path("/api/v1/consents")
@Tag(name = "consents")
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {

    private static final Set<String> WRITERS = Set.of("sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager",
            "success-manager", "compliance-officer", "crm-admin", "integration");
    private static final String KEY = "Idempotency-Key";

    /** What is on record of a person: how everything stands, and the entries, newest first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Consents")
    record Page(Person.Type personType, UUID personId, List<Standing> summary, List<Entry> items, @Schema(nullable = true) String nextCursor) {}

    /** Whether somebody may be addressed, why, and by which entry. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ConsentCheck")
    record Check(boolean allowed, String reason, Standing standing, Entry entry) {}

    private final Ledger ledger;
    private final RecordConsent recordConsent;
    private final ReadRights rights;
    private final WhoAmI whoAmI;
    private final Idempotency idempotency;
    private final ObjectMapper json;
    private final Clock clock;

    ConsentResource(Ledger ledger, RecordConsent recordConsent, ReadRights rights, WhoAmI whoAmI, Idempotency idempotency, ObjectMapper json, Clock clock) {
        this.ledger = ledger;
        this.recordConsent = recordConsent;
        this.rights = rights;
        this.whoAmI = whoAmI;
        this.idempotency = idempotency;
        this.json = json;
        this.clock = clock;
    }

    @GET
    public Uni<Page> list(@QueryParam("personType") String personType, @QueryParam("personId") String personId, @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Person person = ConsentRequests.person(personType, personId);
        int entries = Asked.limit(limit);
        long before = Asked.number("cursor", cursor, Long.MAX_VALUE, 1, Long.MAX_VALUE);
        return rights.check(whoAmI.me(), person.type().recordType(), person.id(), false)
                .chain(() -> ledger.standings(person))
                .chain(summary -> ledger.history(person, before, entries + 1).map(history -> {
                    boolean more = history.size() > entries;
                    List<Entry> items = more ? history.subList(0, entries) : history;
                    return new Page(person.type(), person.id(), summary, items, more ? Long.toString(items.get(entries - 1).number()) : null);
                }));
    }

    @GET
    @Path("/{id}")
    public Uni<Entry> read(@PathParam("id") String id) {
        return visible(Ids.ofPath(id), whoAmI.me());
    }

    /** Whether the person may be addressed for the purpose over the channel now. */
    @GET
    @Path("/check")
    public Uni<Check> check(@QueryParam("personType") String personType, @QueryParam("personId") String personId, @QueryParam("purpose") String purpose,
            @QueryParam("channel") String channel) {
        Person person = ConsentRequests.person(personType, personId);
        String wanted = ConsentRequests.purpose(purpose);
        Channel over = ConsentRequests.channel(channel);
        return rights.check(whoAmI.me(), person.type().recordType(), person.id(), false)
                .chain(() -> ledger.standings(person))
                .map(standings -> Decision.of(standings, wanted, over, clock.instant()))
                .chain(decision -> decision.by() == null ? Uni.createFrom().item(new Check(false, decision.reason(), null, null))
                        : ledger.entry(decision.by().entryId()).map(entry -> new Check(decision.allowed(), decision.reason(), decision.by(), entry)));
    }

    /** Writes down that somebody may be addressed. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ConsentRequests.Gift.class)))
    @APIResponse(responseCode = "201", description = "The entry",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Entry.class)))
    public Uni<Response> give(@HeaderParam(KEY) String key, byte[] body) {
        return act(key, "", body, me -> {
            ConsentRequests.Gift gift = ConsentRequests.gift(Bodies.json(body), clock.instant());
            return permitted(gift.person(), me).chain(() -> recordConsent.give(gift.person(), gift.said(), me)).map(this::created);
        });
    }

    /** Takes back what this entry gave. */
    @POST
    @Path("/{id}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = ConsentRequests.Grounds.class)))
    @APIResponse(responseCode = "201", description = "The entry that says so",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Entry.class)))
    public Uni<Response> withdraw(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/withdrawal", body, me -> {
            ConsentRequests.Grounds grounds = ConsentRequests.grounds(Bodies.jsonOrEmpty(body));
            return visible(Ids.ofPath(id), me).chain(given -> recordConsent.withdraw(given, grounds.source(), grounds.proof(), me)).map(this::created);
        });
    }

    /** Takes back whatever a person allowed for a purpose over a channel, or writes down that they object. */
    @POST
    @Path("/withdrawals")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ConsentRequests.Objection.class)))
    @APIResponse(responseCode = "200", description = "The entries that say so",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Entry[].class)))
    public Uni<Response> object(@HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/withdrawals", body, me -> {
            ConsentRequests.Objection objection = ConsentRequests.objection(Bodies.json(body));
            return permitted(objection.person(), me)
                    .chain(() -> recordConsent.withdraw(objection.person(), objection.purpose(), objection.channel(), objection.basis(),
                            objection.source(), objection.proof(), me))
                    .map(entries -> Answer.of(200, json.<JsonNode>valueToTree(entries)));
        });
    }

    private Answer created(Entry entry) {
        return Answer.of(201, json.<JsonNode>valueToTree(entry)).header("Location", "/api/v1/consents/" + entry.id());
    }

    private Uni<Response> act(String key, String path, byte[] body, Function<Me, Uni<Answer>> work) {
        Me me = whoAmI.me();
        if (me.roles().stream().noneMatch(WRITERS::contains)) {
            throw Problem.forbidden("Your roles read consents and do not write them down.");
        }
        return idempotency.once(key, "POST /consents" + path, body, me, () -> work.apply(me)).map(Answer::response);
    }

    private Uni<Void> permitted(Person person, Me me) {
        return rights.check(me, person.type().recordType(), person.id(), false);
    }

    private Uni<Entry> visible(UUID id, Me me) {
        return ledger.entry(id).onItem().ifNull().failWith(Problem::notFound)
                .call(entry -> permitted(new Person(entry.personType(), entry.personId()), me));
    }
}

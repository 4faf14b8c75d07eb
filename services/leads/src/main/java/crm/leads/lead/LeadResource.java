package crm.leads.lead;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.http.Bodies;
import crm.chassis.http.RecordResource;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import crm.leads.assignment.AssignLead;
import crm.leads.assignment.AssignmentRequest;
import crm.leads.assignment.ReassignLeads;
import crm.leads.conversion.ConversionView;
import crm.leads.conversion.ConversionWish;
import crm.leads.conversion.ConvertLead;
import crm.leads.conversion.LeadConversions;
import crm.leads.pool.ClaimLead;
import crm.leads.qualification.DisqualificationRequest;
import crm.leads.qualification.DisqualifyLead;
import crm.leads.qualification.QualifyLead;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Leads over HTTP. */
@Path("/api/v1/leads")
@Tag(name = "leads")
public class LeadResource extends RecordResource<Lead> {

    private static final String KEY = "Idempotency-Key";
    private static final String LEAD = "#/components/schemas/Lead";

    private final AssignLead assignLead;
    private final QualifyLead qualifyLead;
    private final DisqualifyLead disqualifyLead;
    private final ConvertLead convertLead;
    private final LeadConversions conversions;
    private final ClaimLead claimLead;
    private final ReassignLeads reassignLeads;

    LeadResource(Leads leads, AssignLead assignLead, QualifyLead qualifyLead, DisqualifyLead disqualifyLead, ConvertLead convertLead,
            LeadConversions conversions, ClaimLead claimLead, ReassignLeads reassignLeads) {
        super(leads);
        this.assignLead = assignLead;
        this.qualifyLead = qualifyLead;
        this.disqualifyLead = disqualifyLead;
        this.convertLead = convertLead;
        this.conversions = conversions;
        this.claimLead = claimLead;
        this.reassignLeads = reassignLeads;
    }

    /** {@code {"owner":…}} or {@code {"team":…}}; a null owner gives it back. */
    @POST
    @Path("/{id}/assignment")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AssignmentRequest.class)))
    @APIResponse(responseCode = "200", description = "The lead with its new owner",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = LEAD)))
    public Uni<Response> assign(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/assignment", body,
                me -> assignLead.assign(Ids.ofPath(id), Bodies.json(body), me).map(lead -> shown(lead, me)));
    }

    /** Takes a lead that nobody owns out of the pool. */
    @POST
    @Path("/{id}/claim")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The lead, which is the caller's",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = LEAD)))
    public Uni<Response> claim(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/claim", body,
                me -> claimLead.claim(Ids.ofPath(id), Bodies.jsonOrEmpty(body), me).map(lead -> shown(lead, me)));
    }

    /** Gives up to 1,000 leads that a filter finds to a person or a team; with {@code "preview":true} only shows which. */
    @POST
    @Path("/reassignment")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ReassignLeads.Wish.class)))
    @APIResponse(responseCode = "200", description = "How many leads there are, and what became of them",
            content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public Uni<Response> reassign(@HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/reassignment", body, me -> reassignLeads.reassign(Bodies.json(body), me).map(report -> Answer.of(200, report)));
    }

    @POST
    @Path("/{id}/qualification")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "The lead, which is QUALIFIED",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = LEAD)))
    public Uni<Response> qualify(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/qualification", body,
                me -> qualifyLead.qualify(Ids.ofPath(id), Bodies.jsonOrEmpty(body), me).map(lead -> shown(lead, me)));
    }

    /** {@code {"reason":…}}, and {@code "status":"JUNK"} for what never was a lead. */
    @POST
    @Path("/{id}/disqualification")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DisqualificationRequest.class)))
    @APIResponse(responseCode = "200", description = "The lead, which is UNQUALIFIED or JUNK",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = LEAD)))
    public Uni<Response> disqualify(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/disqualification", body,
                me -> disqualifyLead.disqualify(Ids.ofPath(id), Bodies.json(body), me).map(lead -> shown(lead, me)));
    }

    /** Begins a conversion, which ends later; the same path shows how it stands. */
    @POST
    @Path("/{id}/conversion")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = ConversionWish.class)))
    @APIResponse(responseCode = "202", description = "The conversion, which is PENDING",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ConversionView.class)))
    public Uni<Response> convert(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        return act(key, "/" + id + "/conversion", body,
                me -> convertLead.request(Ids.ofPath(id), Bodies.jsonOrEmpty(body), me)
                        .map(conversion -> answer(202, conversion).header("Location", "/api/v1/leads/" + id + "/conversion")));
    }

    @GET
    @Path("/{id}/conversion")
    @APIResponse(responseCode = "200", description = "The latest conversion",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ConversionView.class)))
    public Uni<Response> conversion(@PathParam("id") String id) {
        Me me = reader();
        return records().chassis().queries().one(records().type(), Ids.ofPath(id), "id", me)
                .chain(visible -> conversions.show(Ids.ofPath(id)))
                .map(conversion -> answer(200, conversion).response());
    }

    private Answer answer(int status, ConversionView conversion) {
        return Answer.of(status, records().chassis().mapper().<JsonNode>valueToTree(conversion));
    }
}

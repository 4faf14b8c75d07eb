package crm.campaigns.member;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.campaign.Campaigns;
import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.bulk.Bulk;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.export.Exports;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.idempotency.Idempotency;
import crm.chassis.list.FilterSql;
import crm.chassis.list.ListRequest;
import crm.chassis.list.Summary;
import crm.chassis.record.Ids;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestMulti;

/** The members of a campaign. */
@Path("/api/v1/campaigns/{id}/members")
@Produces(MediaType.APPLICATION_JSON)
public class MemberResource {

    private static final String KEY = "Idempotency-Key";
    private static final String MEMBER = "#/components/schemas/CampaignMember";

    private final Members members;
    private final Campaigns campaigns;
    private final AddMembers addMembers;
    private final SelectMembers selectMembers;
    private final ImportMembers importMembers;
    private final MemberImports imports;
    private final Summary summary;
    private final Exports exports;
    private final WhoAmI whoAmI;
    private final Idempotency idempotency;

    MemberResource(Members members, Campaigns campaigns, AddMembers addMembers, SelectMembers selectMembers, ImportMembers importMembers,
            MemberImports imports, Summary summary, Exports exports, WhoAmI whoAmI, Idempotency idempotency) {
        this.members = members;
        this.campaigns = campaigns;
        this.addMembers = addMembers;
        this.selectMembers = selectMembers;
        this.importMembers = importMembers;
        this.imports = imports;
        this.summary = summary;
        this.exports = exports;
        this.whoAmI = whoAmI;
        this.idempotency = idempotency;
    }

    @GET
    @APIResponse(responseCode = "200", description = "A page of members",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = MEMBER + "Page")))
    public Uni<Response> list(@PathParam("id") String id, @QueryParam("filter") String filter, @QueryParam("sort") String sort,
            @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("cursor") String cursor, @QueryParam("fields") String fields,
            @QueryParam("count") @DefaultValue("false") boolean count) {
        Me me = campaigns.reader(whoAmI.me());
        ListRequest request = new ListRequest(within(id, filter, me), null, sort, limit, cursor, fields, count);
        return members.chassis().queries().page(members.type(), request, me).map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/summary")
    public Uni<Response> summary(@PathParam("id") String id, @QueryParam("groupBy") String groupBy, @QueryParam("measures") String measures,
            @QueryParam("filter") String filter) {
        Me me = campaigns.reader(whoAmI.me());
        return summary.of(members.type(), groupBy, measures, within(id, filter, me), null, me).map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/export")
    @Produces("text/csv")
    public RestMulti<byte[]> export(@PathParam("id") String id, @QueryParam("format") String format, @QueryParam("filter") String filter,
            @QueryParam("sort") String sort, @QueryParam("fields") String fields) {
        Me me = campaigns.reader(whoAmI.me());
        return exports.of(members.type(), format, within(id, filter, me), null, sort, fields, me);
    }

    /** Makes leads and contacts members that are named one by one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MemberRequest.class)))
    @APIResponse(responseCode = "200", description = "How many became members",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AddMembers.Added.class)))
    public Uni<Response> add(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        Me me = campaigns.reader(whoAmI.me());
        UUID campaign = Ids.ofPath(id);
        return idempotency.once(key, "POST /campaigns/" + campaign + "/members", body, me,
                () -> addMembers.add(campaign, Bodies.json(body), me).map(added -> answer(200, added))).map(Answer::response);
    }

    /** Makes everybody a member whom a filter over leads or contacts finds; with dryRun it counts and shows some of them. */
    @POST
    @Path("/selection")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SelectMembers.Request.class)))
    @APIResponse(responseCode = "200", description = "Whom the filter finds and who became a member",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SelectMembers.Selection.class)))
    public Uni<Response> select(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        Me me = campaigns.reader(whoAmI.me());
        UUID campaign = Ids.ofPath(id);
        return idempotency.once(key, "POST /campaigns/" + campaign + "/members/selection", body, me,
                () -> selectMembers.select(campaign, Bodies.json(body), me).map(selection -> answer(200, selection))).map(Answer::response);
    }

    /** Makes the people of a file members and takes their responses over; rows that cannot be used never stop the others. */
    @POST
    @Path("/imports")
    @Consumes("text/csv")
    @APIResponse(responseCode = "201", description = "What became of the file",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ImportMembers.Report.class)))
    public Uni<Response> importFile(@PathParam("id") String id, @HeaderParam(KEY) String key,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun, byte[] body) {
        Me me = campaigns.reader(whoAmI.me());
        UUID campaign = Ids.ofPath(id);
        String path = "/campaigns/" + campaign + "/members/imports";
        return idempotency.once(key, "POST " + path + "?dryRun=" + dryRun, body, me,
                () -> importMembers.run(campaign, body, dryRun, me)
                        .map(report -> answer(201, report).header("Location", "/api/v1" + path + "/" + report.id()))).map(Answer::response);
    }

    @GET
    @Path("/imports/{importId}")
    @APIResponse(responseCode = "200", description = "What became of the file",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ImportMembers.Report.class)))
    public Uni<Response> imported(@PathParam("id") String id, @PathParam("importId") String importId) {
        Me me = campaigns.reader(whoAmI.me());
        return imports.report(Ids.ofPath(id), Ids.ofPath(importId), me).map(json -> Answer.of(200, json).response());
    }

    /** The rows that failed, as they came, with the reason. */
    @GET
    @Path("/imports/{importId}/errors")
    @Produces("text/csv")
    public Uni<Response> importErrors(@PathParam("id") String id, @PathParam("importId") String importId) {
        Me me = campaigns.reader(whoAmI.me());
        return imports.errors(Ids.ofPath(id), Ids.ofPath(importId), me).map(csv -> Response.ok(csv, "text/csv; charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"member-import-errors.csv\"").build());
    }

    @GET
    @Path("/{memberId}")
    @APIResponse(responseCode = "200", description = "The member",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = MEMBER)))
    public Uni<Response> read(@PathParam("id") String id, @PathParam("memberId") String memberId) {
        Me me = campaigns.reader(whoAmI.me());
        return members.one(Ids.ofPath(id), Ids.ofPath(memberId), me).map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /** Changes a member, as in what it responded. */
    @PATCH
    @Path("/{memberId}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = MEMBER + "Patch")))
    @APIResponse(responseCode = "200", description = "The member",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = MEMBER)))
    public Uni<Response> change(@PathParam("id") String id, @PathParam("memberId") String memberId, @HeaderParam("If-Match") String ifMatch,
            byte[] body) {
        Me me = campaigns.reader(whoAmI.me());
        return members.patch(Ids.ofPath(id), Ids.ofPath(memberId), IfMatch.of(ifMatch), Bodies.json(body), me)
                .map(member -> shown(member, me).response());
    }

    /** Takes a member out of the campaign, which keeps what it did there; it can be brought back. */
    @DELETE
    @Path("/{memberId}")
    @APIResponse(responseCode = "200", description = "The member",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = MEMBER)))
    public Uni<Response> remove(@PathParam("id") String id, @PathParam("memberId") String memberId, @HeaderParam("If-Match") String ifMatch) {
        Me me = campaigns.reader(whoAmI.me());
        return members.archive(Ids.ofPath(id), Ids.ofPath(memberId), IfMatch.of(ifMatch), me).map(member -> shown(member, me).response());
    }

    @POST
    @Path("/{memberId}/restoration")
    @APIResponse(responseCode = "200", description = "The member",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = MEMBER)))
    public Uni<Response> restore(@PathParam("id") String id, @PathParam("memberId") String memberId, @HeaderParam(KEY) String key) {
        Me me = campaigns.reader(whoAmI.me());
        return idempotency.once(key, "POST /campaigns/" + id + "/members/" + memberId + "/restoration", null, me,
                () -> members.restore(Ids.ofPath(id), Ids.ofPath(memberId), me).map(member -> shown(member, me))).map(Answer::response);
    }

    /** Up to 1,000 members of this campaign changed, taken out or brought back at once, each with an outcome of its own. */
    @POST
    @Path("/bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "#/components/schemas/BulkOperations")))
    @APIResponse(responseCode = "200", description = "The outcome of each operation, in their order",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "#/components/schemas/BulkResults")))
    public Uni<Response> bulk(@PathParam("id") String id, @HeaderParam(KEY) String key, byte[] body) {
        Me me = campaigns.reader(whoAmI.me());
        UUID campaign = Ids.ofPath(id);
        return campaigns.chassis().queries().one(campaigns.type(), campaign, "id", me)
                .chain(visible -> new Bulk<>(members, Creation.PLAIN, me, member -> member.campaignId.equals(campaign)).run(Bodies.json(body, Bulk.MAX_BYTES),
                        work -> idempotency.once(key, "POST /campaigns/" + campaign + "/members/bulk", body, me, work)))
                .map(Answer::response);
    }

    private Answer shown(CampaignMember member, Me me) {
        return Answer.record(200, members.bytes(member, me), member.version);
    }

    /** The caller's filter is read alone first, so that it cannot reach beyond its parentheses. */
    private String within(String id, String filter, Me me) {
        String campaign = "campaignId==" + Ids.ofPath(id);
        if (filter == null || filter.isBlank()) {
            return campaign;
        }
        new FilterSql(members.type(), me, members.chassis().clock(), new Parameters()).condition(filter);
        return campaign + ";(" + filter + ")";
    }

    private Answer answer(int status, Object body) {
        return Answer.of(status, members.chassis().mapper().<JsonNode>valueToTree(body));
    }
}

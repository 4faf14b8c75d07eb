package crm.chassis.http;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.bulk.Bulk;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.change.Records;
import crm.chassis.change.Standards;
import crm.chassis.export.Exports;
import crm.chassis.idempotency.Answer;
import crm.chassis.idempotency.Idempotency;
import crm.chassis.imports.ImportRequest;
import crm.chassis.imports.ImportView;
import crm.chassis.imports.Imports;
import crm.chassis.list.ListRequest;
import crm.chassis.list.Summary;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Ids;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
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
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * The endpoints that every collection has. A service extends it with the path of the collection and the acts of its
 * business.
 *
 * @param <T> the entity
 */
@Produces(MediaType.APPLICATION_JSON)
public abstract class RecordResource<T extends CrmRecord> {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final Records<T> records;

    @Inject
    WhoAmI whoAmI;

    @Inject
    Idempotency idempotency;

    @Inject
    Summary summary;

    @Inject
    Imports imports;

    @Inject
    Exports exports;

    protected RecordResource(Records<T> records) {
        this.records = records;
    }

    @GET
    public Uni<Response> list(@QueryParam("filter") String filter, @QueryParam("q") String q, @QueryParam("sort") String sort,
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor, @QueryParam("fields") String fields,
            @QueryParam("count") @DefaultValue("false") boolean count) {
        Me me = reader();
        ListRequest request = new ListRequest(filter, q, sort, number(limit), cursor, fields, count);
        return records.chassis().queries().page(records.type(), request, me).map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/summary")
    public Uni<Response> summary(@QueryParam("groupBy") String groupBy, @QueryParam("measures") String measures,
            @QueryParam("filter") String filter, @QueryParam("q") String q) {
        return summary.of(records.type(), groupBy, measures, filter, q, reader()).map(json -> Answer.of(200, json).response());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> read(@PathParam("id") String id, @QueryParam("fields") String fields) {
        return records.chassis().queries().one(records.type(), Ids.ofPath(id), fields, reader())
                .map(found -> Answer.record(200, found.json(), found.version()).response());
    }

    /** What was changed, by whom and when, newest first. */
    @GET
    @Path("/{id}/history")
    public Uni<Response> history(@PathParam("id") String id) {
        Me me = reader();
        return records.chassis().queries().one(records.type(), Ids.ofPath(id), "id", me)
                .chain(visible -> records.chassis().history().of(records.type(), Ids.ofPath(id), me.roles()))
                .map(json -> Answer.of(200, json).response());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(byte[] body, @HeaderParam("Idempotency-Key") String key,
            @QueryParam("allowDuplicate") @DefaultValue("false") boolean allowDuplicate) {
        Me me = me();
        return once(key, "?allowDuplicate=" + allowDuplicate, body, me, () -> records.create(Bodies.json(body), new Creation(allowDuplicate), me)
                .map(record -> shown(201, record, me)
                        .header("Location", "/api/v1/" + records.type().collection() + "/" + record.id)));
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    public Uni<Response> change(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        Me me = reader();
        return records.patch(Ids.ofPath(id), IfMatch.of(ifMatch), Bodies.json(body), me).map(record -> shown(record, me).response());
    }

    @DELETE
    @Path("/{id}")
    public Uni<Response> archive(@PathParam("id") String id, @HeaderParam("If-Match") String ifMatch) {
        Me me = reader();
        return records.archive(Ids.ofPath(id), IfMatch.of(ifMatch), me).map(record -> shown(record, me).response());
    }

    /** Up to 1,000 acts at once, each with an outcome of its own. */
    @POST
    @Path("/bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> bulk(byte[] body, @HeaderParam("Idempotency-Key") String key,
            @QueryParam("allowDuplicate") @DefaultValue("false") boolean allowDuplicate) {
        Me me = reader();
        return new Bulk<>(records, new Creation(allowDuplicate), me).run(Bodies.json(body, Bulk.MAX_BYTES),
                work -> idempotency.once(key, "POST /" + records.type().collection() + "/bulk?allowDuplicate=" + allowDuplicate, body, me, work))
                .map(Answer::response);
    }

    /** All that a list would page through as one file, read as fast as it is sent. */
    @GET
    @Path("/export")
    @Produces("text/csv")
    public RestMulti<byte[]> export(@QueryParam("format") String format, @QueryParam("filter") String filter, @QueryParam("q") String q,
            @QueryParam("sort") String sort, @QueryParam("fields") String fields) {
        return exports.of(records.type(), format, filter, q, sort, fields, reader());
    }

    /** Takes a CSV file in and answers with the job that brings its rows into records. */
    @POST
    @Path("/imports")
    @Consumes("text/csv")
    @Blocking
    public Response startImport(InputStream body, @HeaderParam("Content-Type") String contentType, @HeaderParam("Idempotency-Key") String key,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun, @QueryParam("matchOn") String matchOn,
            @QueryParam("mapping") String mapping, @QueryParam("keepOwners") @DefaultValue("false") boolean keepOwners) {
        ImportView job = imports.start(records, new ImportRequest(contentType, dryRun, matchOn, mapping, keepOwners, key), body, me());
        return Response.accepted(job).header("Location", "/api/v1/imports/" + job.id()).build();
    }

    @POST
    @Path("/{id}/restoration")
    public Uni<Response> restore(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key) {
        return act(key, "/" + id + "/restoration", null, me -> records.restore(Ids.ofPath(id), me).map(record -> shown(record, me)));
    }

    /** Runs an act of the business once per Idempotency-Key. */
    protected Uni<Response> act(String key, String path, byte[] body, Function<Me, Uni<Answer>> work) {
        Me me = reader();
        return once(key, path, body, me, () -> work.apply(me));
    }

    private Uni<Response> once(String key, String path, byte[] body, Me me, Supplier<Uni<Answer>> work) {
        return idempotency.once(key, "POST /" + records.type().collection() + path, body, me, work).map(Answer::response);
    }

    /** The record as this person sees it, with its ETag. */
    protected Answer shown(T record, Me me) {
        return shown(200, record, me);
    }

    private Answer shown(int status, T record, Me me) {
        Answer answer = Answer.record(status, records.bytes(record, me), record.version);
        var warnings = new Standards<>(records.type()).warnings(record, me);
        return warnings.isEmpty() ? answer : answer.header("CRM-Quality-Warnings", ascii(records.chassis().mapper().valueToTree(warnings).toString()));
    }

    /** A header takes no other characters; JSON has a way to write them all the same. */
    private static String ascii(String json) {
        StringBuilder text = new StringBuilder(json.length());
        json.chars().forEach(c -> text.append(c < 127 ? Character.toString(c) : String.format("\\u%04x", c)));
        return text.toString();
    }

    protected Me me() {
        return whoAmI.me();
    }

    /** Somebody whose roles see records of this kind at all. */
    protected Me reader() {
        return records.type().access().reader(me());
    }

    protected Records<T> records() {
        return records;
    }

    private static int number(String limit) {
        if (limit == null) {
            return ListRequest.DEFAULT_LIMIT;
        }
        try {
            return Integer.parseInt(limit);
        } catch (NumberFormatException none) {
            throw Problem.malformed("limit has to be a number.", new FieldError("limit", "limit has to be a number."));
        }
    }
}

package crm.leads.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Forms for everybody, without login: as JSON, as a page, and as a script for other pages. */
@Path("/api/v1/public/lead-forms/{key}")
@PermitAll
@Tag(name = "public forms")
public class PublicFormResource {

    private static final int MAX_BYTES = 64 * 1024;
    private static final String HTML = "text/html; charset=UTF-8";
    private static final String POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final LeadForms forms;
    private final FormPages pages;
    private final ReceiveSubmission receive;
    private final ObjectMapper json;

    PublicFormResource(LeadForms forms, FormPages pages, ReceiveSubmission receive, ObjectMapper json) {
        this.forms = forms;
        this.pages = pages;
        this.receive = receive;
        this.json = json;
    }

    /** The fields of the form, and the token that its submission carries. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> definition(@PathParam("key") String key) {
        return forms.byKey(key).map(form -> Answer.of(200, pages.definition(form)).header("Cache-Control", "no-store").response());
    }

    @GET
    @Path("/page")
    @Produces(HTML)
    public Uni<Response> page(@PathParam("key") String key) {
        return forms.byKey(key).map(form -> html(200, pages.page(form)));
    }

    @GET
    @Path("/style.css")
    @Produces("text/css")
    public Response style() {
        return Response.ok(pages.style(), "text/css; charset=UTF-8").header("X-Content-Type-Options", "nosniff").build();
    }

    /** Builds the form where {@code <script src=…/script.js>} stands in a page. */
    @GET
    @Path("/script.js")
    @Produces("text/javascript")
    public Uni<Response> script(@PathParam("key") String key) {
        return forms.byKey(key).map(form -> Response.ok(pages.script(form), "text/javascript; charset=UTF-8")
                .header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-store").build());
    }

    /** {@code {"token":…,"values":{…},"utm":{"source":…}}}; the same token again changes nothing. */
    @POST
    @Path("/submissions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> submit(@PathParam("key") String key, @Context HttpServerRequest request, byte[] body) {
        bounded(body);
        JsonNode sent = Bodies.json(body);
        if (!sent.path("values").isObject() || sent.size() > 3) {
            throw Problem.malformed("The body takes token, values and utm.");
        }
        return receive.receive(key, sent(request, sent.path("token").asText(null), texts(sent.path("values")), texts(sent.path("utm"))))
                .map(taken -> Answer.of(202, json.createObjectNode().put("waitsForConfirmation", taken.waitsForConfirmation())
                        .put("thankYou", taken.thankYou())).response());
    }

    /** The same from a page. */
    @POST
    @Path("/submissions")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(HTML)
    public Uni<Response> submitPage(@PathParam("key") String key, @Context HttpServerRequest request, byte[] body) {
        bounded(body);
        Map<String, String> values = decoded(body);
        return receive.receive(key, sent(request, values.remove("token"), values, Map.of())).map(taken -> html(200, pages.message("Thank you", taken.thankYou())))
                .onFailure(Problem.class).recoverWithItem(problem -> refused((Problem) problem));
    }

    /** Asks before it confirms, since programs look into mails and follow their links. */
    @GET
    @Path("/confirmations/{link}")
    @Produces(HTML)
    public Uni<Response> askToConfirm(@PathParam("key") String key) {
        return forms.byKey(key).map(form -> html(200, pages.confirmation(form)));
    }

    @POST
    @Path("/confirmations/{link}")
    @Produces(HTML)
    public Uni<Response> confirm(@PathParam("key") String key, @PathParam("link") String link) {
        return receive.confirm(key, link).map(taken -> html(200, pages.message("Thank you", taken.thankYou())))
                .onFailure(Problem.class).recoverWithItem(problem -> refused((Problem) problem));
    }

    private Response refused(Problem problem) {
        String details = problem.errors().isEmpty() ? problem.getMessage()
                : String.join(" ", problem.errors().stream().map(error -> error.detail()).toList());
        Response.ResponseBuilder answer = Response.fromResponse(html(problem.status(), pages.message(problem.title(), details)));
        problem.headers().forEach(answer::header);
        return answer.build();
    }

    private static Response html(int status, String page) {
        return Response.status(status).type(HTML).entity(page).header("Content-Security-Policy", POLICY).header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store").header("Referrer-Policy", "same-origin").build();
    }

    private static void bounded(byte[] body) {
        if (body != null && body.length > MAX_BYTES) {
            throw new Problem(413, "too-large", "The request is too large", "A form may have at most 64 KB.");
        }
    }

    /** The gateway replaces what a client claims about its address and names the one it sees, which is the last one. */
    private static ReceiveSubmission.Sent sent(HttpServerRequest request, String token, Map<String, String> values, Map<String, String> utm) {
        String forwarded = request.getHeader("X-Forwarded-For");
        String address = forwarded == null ? request.remoteAddress().hostAddress() : forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        String host = request.getHeader("X-Forwarded-Host");
        String own = host == null ? null : request.getHeader("X-Forwarded-Proto") + "://" + host;
        return new ReceiveSubmission.Sent(token, values, utm, request.getHeader("Origin"), own, address, request.getHeader("User-Agent"));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (var members = object.fields(); members.hasNext();) {
            var member = members.next();
            if (!member.getValue().isValueNode()) {
                throw Problem.malformed("A value is a text, a number, true or false.");
            }
            if (!member.getValue().isNull()) {
                texts.put(member.getKey(), member.getValue().asText());
            }
        }
        return texts;
    }

    private static Map<String, String> decoded(byte[] body) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String pair : new String(body == null ? new byte[0] : body, StandardCharsets.UTF_8).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException undecodable) {
            throw Problem.malformed("The form is not encoded as a form is.");
        }
        return values;
    }
}

package crm.leads.form;

import crm.chassis.access.Me;
import crm.chassis.http.Bodies;
import crm.chassis.http.RecordResource;
import crm.chassis.idempotency.Answer;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Web forms for those who make them; the public side is {@link PublicFormResource}. */
@Path("/api/v1/lead-forms")
@Tag(name = "lead-forms")
public class LeadFormResource extends RecordResource<LeadForm> {

    private static final Set<String> READERS = Set.of("marketer", "marketing-manager", "crm-admin", "data-steward", "compliance-officer");

    private final LeadForms forms;
    private final Submissions submissions;

    LeadFormResource(LeadForms forms, Submissions submissions) {
        super(forms);
        this.forms = forms;
        this.submissions = submissions;
    }

    /** A form with its {@code fields}; the answer carries the key that stands in its public address. */
    @Override
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(byte[] body, @HeaderParam("Idempotency-Key") String key,
            @QueryParam("allowDuplicate") @DefaultValue("false") boolean allowDuplicate) {
        return act(key, "", body, me -> forms.create(Bodies.json(body), me)
                .map(form -> shown(form, me).header("Location", "/api/v1/lead-forms/" + form.id))
                .map(answer -> new Answer(201, answer.headers(), answer.body())));
    }

    /** What came in through a form, as it came, newest first; 200 at most. */
    @GET
    @Path("/{id}/submissions")
    public Uni<Response> submissions(@PathParam("id") String id) {
        Me me = reader();
        if (me.roles().stream().noneMatch(READERS::contains)) {
            throw Problem.forbidden("What people sent is for those who keep the forms.");
        }
        return forms.chassis().queries().one(forms.type(), Ids.ofPath(id), "id", me)
                .chain(visible -> submissions.of(Ids.ofPath(id))).map(json -> Answer.of(200, json).response());
    }
}

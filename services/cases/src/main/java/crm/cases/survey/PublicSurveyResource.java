package crm.cases.survey;

import crm.chassis.http.Bodies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Surveys for those who were sent them; nobody logs in here. */
@Path("/api/v1/public/surveys/{token}")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "public")
public class PublicSurveyResource {

    private final AnswerSurvey answers;

    PublicSurveyResource(AnswerSurvey answers) {
        this.answers = answers;
    }

    @GET
    public Uni<Question> question(@PathParam("token") String token) {
        return answers.question(token);
    }

    /** {@code {"score":1..5,"comment":…}}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "Taken")
    public Uni<Void> answer(@PathParam("token") String token, byte[] body) {
        return answers.answer(token, Bodies.json(body));
    }
}

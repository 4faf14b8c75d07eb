package crm.cases.survey;

import crm.chassis.http.Bodies;
import crm.chassis.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Surveys for those who were sent them; nobody logs in here. A browser that follows the link gets a page. */
@Path("/api/v1/public/surveys/{token}")
@PermitAll
@Tag(name = "public")
public class PublicSurveyResource {

    private static final String HTML = "text/html;charset=UTF-8;qs=0.5";

    private final AnswerSurvey answers;

    PublicSurveyResource(AnswerSurvey answers) {
        this.answers = answers;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Question> question(@PathParam("token") String token) {
        return answers.question(token);
    }

    @GET
    @Produces(HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@PathParam("token") String token) {
        return shown(answers.question(token).map(SurveyPage::of));
    }

    /** {@code {"score":1..5,"comment":…}}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204", description = "Taken")
    public Uni<Void> answer(@PathParam("token") String token, byte[] body) {
        return answers.answer(token, Bodies.json(body));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(HTML)
    @Operation(hidden = true)
    public Uni<Response> form(@PathParam("token") String token, @FormParam("score") String score, @FormParam("comment") String comment) {
        return shown(Uni.createFrom().deferred(() -> answers.answer(token, number(score), comment == null || comment.isBlank() ? null : comment.strip()))
                .replaceWith(SurveyPage.saying("Thank you", "Your answer has arrived.")));
    }

    private static long number(String score) {
        if (score == null || !score.matches("\\d")) {
            throw Problem.invalid("/score", "Choose one of the numbers.");
        }
        return Long.parseLong(score);
    }

    private static Uni<Response> shown(Uni<String> page) {
        return page.map(html -> Response.ok(html).type("text/html;charset=UTF-8").build())
                .onFailure(Problem.class).recoverWithItem(failure -> {
                    Problem problem = (Problem) failure;
                    return Response.status(problem.status()).entity(SurveyPage.saying(problem.title(), problem.getMessage())).type("text/html;charset=UTF-8").build();
                });
    }
}

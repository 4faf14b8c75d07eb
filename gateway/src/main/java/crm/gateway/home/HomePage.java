package crm.gateway.home;

import crm.gateway.access.Caller;
import crm.gateway.access.Credential;
import crm.gateway.access.KnownCallers;
import crm.gateway.access.Role;
import crm.gateway.access.VerifyCaller;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Who is logged in, what runs, and where to go, without the front end. */
@ApplicationScoped
public class HomePage {

    private static final Logger LOG = Logger.getLogger(HomePage.class);
    private static final int BEFORE_FILES = -10;

    private final ServiceStates states;
    private final KnownCallers known;
    private final VerifyCaller verify;

    public HomePage(ServiceStates states, KnownCallers known, VerifyCaller verify) {
        this.states = states;
        this.known = known;
        this.verify = verify;
    }

    @CheckedTemplate(basePath = "")
    static class Pages {
        static native TemplateInstance home(Caller caller, List<String> roles, List<ServiceStates.State> services);
    }

    void routes(@Observes Router router) {
        router.get("/status").handler(this::show);
        // The page names its parts by their content, so it is asked for anew each time and they never are.
        router.get("/").order(BEFORE_FILES).handler(HomePage::fresh);
        router.get("/index.html").order(BEFORE_FILES).handler(HomePage::fresh);
        // Opened beside a page whose session has ended; whoever comes back from the login may close it.
        router.get("/login/again").handler(context -> context.response().setStatusCode(303).putHeader("Location", "/").end());
        // The login comes back here and is sent on to the page that was asked for; without one, to the first page.
        router.get("/login").handler(context -> context.response().setStatusCode(303).putHeader("Location", "/").end());
    }

    private static void fresh(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        context.next();
    }

    private void show(RoutingContext context) {
        caller(context).chain(caller -> Uni.createFrom().completionStage(states.now().toCompletionStage())
                        .chain(services -> Pages.home(caller, caller.roles().stream().map(Role::key).toList(),
                                services).createUni()))
                .subscribe().with(html -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(html), failure -> refuse(context, failure));
    }

    private Uni<Caller> caller(RoutingContext context) {
        Credential credential = Credential.of(context.request());
        Caller caller = credential == null ? null : known.find(credential);
        return caller != null ? Uni.createFrom().item(caller) : verify.verify(context);
    }

    private static void refuse(RoutingContext context, Throwable failure) {
        LOG.warnf("The page of what runs cannot be shown: %s", failure.toString());
        Problems.send(context, Problem.unauthenticated("The session is not valid, or no longer."));
    }
}

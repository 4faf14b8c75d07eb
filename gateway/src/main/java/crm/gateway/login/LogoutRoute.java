package crm.gateway.login;

import crm.gateway.access.CrossSite;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Lets only our own pages log somebody out; the rest of {@code /logout} is Quarkus's. */
@ApplicationScoped
public class LogoutRoute {

    private static final int BEFORE_LOGIN = -300;

    private final CrossSite crossSite;

    public LogoutRoute(CrossSite crossSite) {
        this.crossSite = crossSite;
    }

    void routes(@Observes Router router) {
        router.route("/logout").order(BEFORE_LOGIN).handler(this::receive);
    }

    private void receive(RoutingContext context) {
        if (!HttpMethod.POST.equals(context.request().method())) {
            Problems.send(context, Problem.methodNotAllowed());
        } else if (!crossSite.isOurForm(context.request())) {
            Problems.send(context, Problem.forbidden("Logging out has to come from a page of this site."));
        } else {
            context.next();
        }
    }
}

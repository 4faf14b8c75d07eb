package crm.gateway.login;

import crm.gateway.limits.RequestRates;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.upstream.Forward;
import crm.gateway.upstream.Upstreams;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The login pages and endpoints of our realm. The administration of Keycloak, and other realms, are not to be
 * had here.
 */
@ApplicationScoped
public class KeycloakRoutes {

    private static final int BEFORE_LOGIN = -300;

    private final RequestRates rates;
    private final Forward forward;
    private final Upstreams upstreams;

    public KeycloakRoutes(RequestRates rates, Forward forward, Upstreams upstreams) {
        this.rates = rates;
        this.forward = forward;
        this.upstreams = upstreams;
    }

    void routes(@Observes Router router) {
        router.route("/auth/*").order(BEFORE_LOGIN).handler(this::receive);
    }

    private void receive(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.startsWith("/auth/realms/crm/") && !path.startsWith("/auth/resources/")) {
            Problems.send(context, Problem.notFound());
            return;
        }
        long wait = rates.ofAddress(context.request().remoteAddress().hostAddress());
        if (wait > 0) {
            Problems.send(context, Problem.tooMany(wait));
            return;
        }
        forward.toKeycloak(context, upstreams.keycloak());
    }
}

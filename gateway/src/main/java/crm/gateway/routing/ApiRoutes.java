package crm.gateway.routing;

import crm.gateway.access.Caller;
import crm.gateway.access.Credential;
import crm.gateway.access.CrossSite;
import crm.gateway.access.KnownCallers;
import crm.gateway.access.VerifyCaller;
import crm.gateway.limits.RequestRates;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.upstream.Forward;
import crm.gateway.upstream.Upstreams;
import io.quarkus.security.AuthenticationException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Everything under {@code /api/v1}. A request passes once before Quarkus looks at credentials: whom we know goes
 * straight to the service. Only a credential that is new takes the long way, is verified, and comes in by the second
 * route.
 */
@ApplicationScoped
public class ApiRoutes {

    private static final Logger LOG = Logger.getLogger(ApiRoutes.class);

    /** Quarkus reads credentials at -200 and checks permissions at -100. */
    private static final int BEFORE_LOGIN = -300;
    private static final int AFTER_LOGIN = -50;
    private static final String PATHS = "/api/v1/*";
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS,
            HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final Destinations destinations;
    private final KnownCallers known;
    private final VerifyCaller verify;
    private final CrossSite crossSite;
    private final RequestRates rates;
    private final Forward forward;
    private final Upstreams upstreams;

    public ApiRoutes(Destinations destinations, KnownCallers known, VerifyCaller verify, CrossSite crossSite,
            RequestRates rates, Forward forward, Upstreams upstreams) {
        this.destinations = destinations;
        this.known = known;
        this.verify = verify;
        this.crossSite = crossSite;
        this.rates = rates;
        this.forward = forward;
        this.upstreams = upstreams;
    }

    void routes(@Observes Router router) {
        router.route(PATHS).order(BEFORE_LOGIN).handler(this::receive);
        router.route(PATHS).order(AFTER_LOGIN).handler(this::verify);
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!METHODS.contains(request.method())) {
            Problems.send(context, Problem.methodNotAllowed());
            return;
        }
        Destination destination = destinations.of(context.normalizedPath());
        if (destination == null) {
            Problems.send(context, Problem.notFound());
            return;
        }
        if (destination.collection() != null && destination.collection().open()) {
            admitVisitor(context, destination);
            return;
        }
        Credential credential = Credential.of(request);
        if (credential == null) {
            Problems.send(context, Problem.unauthenticated("This needs a session or a bearer token."));
            return;
        }
        Caller caller = known.find(credential);
        if (caller != null) {
            admit(context, destination, caller);
            return;
        }
        long wait = rates.ofAddress(request.remoteAddress().hostAddress());
        if (wait > 0) {
            Problems.send(context, Problem.tooMany(wait));
            return;
        }
        request.pause();
        context.put(Destination.class.getName(), destination);
        context.next();
    }

    private void verify(RoutingContext context) {
        Destination destination = context.get(Destination.class.getName());
        // Quarkus would send a challenge of its own; what goes wrong is answered below.
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER,
                (BiConsumer<RoutingContext, Throwable>) (request, failure) -> {});
        verify.verify(context).subscribe().with(caller -> admit(context, destination, caller),
                failure -> Problems.send(context, refusal(failure)));
    }

    private static Problem refusal(Throwable failure) {
        if (failure instanceof AuthenticationException) {
            LOG.debugf("A credential is refused: %s", failure.toString());
            return Problem.unauthenticated("The session or the token is not valid, or no longer.");
        }
        LOG.warnf("A credential could not be verified: %s", failure.toString());
        return Problem.unavailable("Credentials cannot be verified at the moment.", 5);
    }

    private void admitVisitor(RoutingContext context, Destination destination) {
        long wait = rates.ofVisitor(context.request().remoteAddress().hostAddress());
        if (wait > 0) {
            Problems.send(context, Problem.tooMany(wait));
            return;
        }
        forward.toService(context, upstreams.of(destination.collection().service()), null);
    }

    private void admit(RoutingContext context, Destination destination, Caller caller) {
        HttpServerRequest request = context.request();
        long wait = rates.ofUser(caller.login());
        if (wait > 0) {
            Problems.send(context, Problem.tooMany(wait));
            return;
        }
        boolean reads = ApiCollection.isRead(request.method());
        if (!reads && caller.byCookie() && !crossSite.isOurs(request)) {
            Problems.send(context, Problem.forbidden("A change by session needs the header " + CrossSite.HEADER
                    + ": 1 and has to come from a page of this site."));
            return;
        }
        if (!destination.allows(request.method(), caller.roles())) {
            Problems.send(context, Problem.forbidden(caller.roles().isEmpty()
                    ? "You have no role in this platform yet."
                    : "None of your roles may " + (reads ? "read" : "change") + " this."));
            return;
        }
        destination.take(context, caller);
    }
}

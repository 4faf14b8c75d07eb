package crm.gateway.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crm.gateway.access.Caller;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.upstream.Ask;
import crm.gateway.upstream.Forward;
import crm.gateway.upstream.Service;
import crm.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Some paths exist in every service; the record they name in one. The services are asked in turn whose it is. */
@ApplicationScoped
public class FindOwner {

    private static final String IMPORTS = "/api/v1/imports/";

    private final Ask ask;
    private final Forward forward;
    private final Upstreams upstreams;
    /** Progress of an import is asked for many times. */
    private final Cache<String, Service> ownersOfImports = Caffeine.newBuilder().maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1)).build();

    public FindOwner(Ask ask, Forward forward, Upstreams upstreams) {
        this.ask = ask;
        this.forward = forward;
        this.upstreams = upstreams;
    }

    void ofImport(RoutingContext context, Caller caller) {
        String path = context.normalizedPath();
        int end = path.indexOf('/', IMPORTS.length());
        String job = end < 0 ? path : path.substring(0, end);
        Service owner = ownersOfImports.getIfPresent(job);
        if (owner != null) {
            forward.toService(context, upstreams.of(owner), caller);
            return;
        }
        find(context, caller, job).onSuccess(found -> {
            if (found != null) {
                ownersOfImports.put(job, found);
                forward.toService(context, upstreams.of(found), caller);
            }
        });
    }

    void ofRecord(RoutingContext context, Caller caller) {
        String query = context.request().query();
        String path = context.normalizedPath();
        find(context, caller, query == null ? path : path + '?' + query).onSuccess(found -> {
            if (found != null) {
                forward.toService(context, upstreams.of(found), caller);
            }
        });
    }

    /** Completes with null once the client has been told that nobody has it. */
    private Future<Service> find(RoutingContext context, Caller caller, String path) {
        context.request().pause();
        List<String> away = new ArrayList<>();
        Future<Service> search = Future.succeededFuture();
        for (Service service : Service.values()) {
            search = search.compose(found -> found != null ? Future.succeededFuture(found)
                    : ask.status(upstreams.of(service), path, caller, context)
                            .map(status -> status == 404 ? null : service)
                            .recover(failure -> {
                                away.add(service.key());
                                return Future.succeededFuture();
                            }));
        }
        return search.onSuccess(found -> {
            if (found == null) {
                Problems.send(context, away.isEmpty() ? Problem.notFound() : Problem.unavailable(
                        "No service that answers knows this; away is " + String.join(", ", away) + ".", 2));
            }
        });
    }
}

package crm.gateway.upstream;

import crm.gateway.access.Caller;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Asks a service something on our own behalf or for a caller. */
@ApplicationScoped
public class Ask {

    private final RequestHeaders requestHeaders;

    public Ask(RequestHeaders requestHeaders) {
        this.requestHeaders = requestHeaders;
    }

    /** The status with which a service answers a GET of this caller; the body is dropped. */
    public Future<Integer> status(Upstream service, String path, Caller caller, RoutingContext context) {
        return service.get(service.responseTimeout(), request -> {
            requestHeaders.speakFor(caller, context, request.headers());
            return request.setURI(path).send();
        }).compose(response -> response.end().map(response.statusCode()));
    }

    /** The body of a good answer; any other answer, or one that takes too long, is a failure. */
    public Future<Buffer> body(Upstream service, String path, Duration answerWithin) {
        return service.get(answerWithin, request -> request.setURI(path).send())
                .compose(response -> response.statusCode() == 200 ? response.body() : refused(response));
    }

    private static Future<Buffer> refused(HttpClientResponse response) {
        return response.end().compose(end -> Future.failedFuture("Answered " + response.statusCode()));
    }
}

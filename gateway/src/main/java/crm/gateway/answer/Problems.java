package crm.gateway.answer;

import crm.gateway.tracing.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers a request with a problem. */
public final class Problems {

    /** What a client still sends after its answer is read and dropped for so long; then the connection is cut. */
    private static final long LINGER_MILLIS = 5_000;

    private Problems() {}

    public static void send(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Buffer document = problem.document(Trace.of(context).id());
        headers(response.headers(), problem);
        response.setStatusCode(problem.status()).end(document);
        drain(context.vertx(), request);
    }

    public static void headers(MultiMap headers, Problem problem) {
        headers.set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.retryAfterSeconds() > 0) {
            headers.set("Retry-After", Long.toString(problem.retryAfterSeconds()));
        }
        if (problem.status() == 401) {
            headers.set("WWW-Authenticate", "Bearer realm=\"crm\"");
        }
    }

    /** Reads what is still to come of a refused body, so that the client gets to read its answer. */
    public static void drain(Vertx vertx, HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        request.handler(dropped -> {});
        request.resume();
        vertx.setTimer(LINGER_MILLIS, timer -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }
}

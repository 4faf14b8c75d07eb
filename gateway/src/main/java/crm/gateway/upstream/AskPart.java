package crm.gateway.upstream;

import crm.gateway.GatewayConfig;
import crm.gateway.access.Caller;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks a service for one part of an answer, as the caller. It never fails: whatever goes wrong becomes a part that
 * says so, after {@code crm.gateway.parts.within} at the latest.
 */
@ApplicationScoped
public class AskPart {

    private final RequestHeaders requestHeaders;
    private final Upstreams upstreams;
    private final GatewayConfig.Parts limits;

    public AskPart(RequestHeaders requestHeaders, Upstreams upstreams, GatewayConfig config) {
        this.requestHeaders = requestHeaders;
        this.upstreams = upstreams;
        this.limits = config.parts();
    }

    public Future<Part> of(Service service, String path, Caller caller, RoutingContext context) {
        Upstream upstream = upstreams.of(service);
        Promise<Part> answer = Promise.promise();
        AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
        long timer = context.vertx().setTimer(limits.within().toMillis(), late -> {
            if (answer.tryComplete(Part.unavailable("The " + upstream.name() + " service did not answer in time."))
                    && sent.get() != null) {
                sent.get().reset();
            }
        });
        // Who did not wait long enough says nothing about the service: its breaker does not count that.
        upstream.<Part>guarded(() -> ask(upstream, path, caller, context, sent)
                        .recover(failure -> Future.failedFuture(
                                answer.future().isComplete() ? new ClientGone() : failure)))
                .onComplete(done -> {
                    context.vertx().cancelTimer(timer);
                    answer.tryComplete(done.succeeded() ? done.result()
                            : Part.unavailable(Failures.problem(upstream, done.cause()).detail()));
                });
        return answer.future();
    }

    private Future<Part> ask(Upstream upstream, String path, Caller caller, RoutingContext context,
            AtomicReference<HttpClientRequest> sent) {
        return upstream.get(upstream.responseTimeout(), request -> {
            sent.set(request);
            requestHeaders.speakFor(caller, context, request.headers());
            return request.setURI(path).send().compose(response -> part(upstream, request, response));
        });
    }

    private Future<Part> part(Upstream upstream, HttpClientRequest request, HttpClientResponse response) {
        Promise<Part> part = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(part::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > limits.most()) {
                part.tryComplete(Part.unavailable("The " + upstream.name() + " service answered with too much."));
                request.reset();
                return;
            }
            body.appendBuffer(chunk);
        });
        response.endHandler(end -> part.tryComplete(read(upstream, response.statusCode(), body)));
        return part.future();
    }

    private static Part read(Upstream upstream, int status, Buffer body) {
        if (status != 200) {
            return Part.of(upstream, status, null);
        }
        try {
            return Part.of(upstream, status, new JsonObject(body));
        } catch (RuntimeException notJson) {
            return Part.unavailable("The " + upstream.name() + " service answered with something else than JSON.");
        }
    }
}

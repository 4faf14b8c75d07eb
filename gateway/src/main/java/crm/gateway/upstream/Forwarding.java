package crm.gateway.upstream;

import crm.gateway.limits.BodyTooLarge;
import crm.gateway.limits.LimitedBody;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.tracing.Trace;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;

/** One request on its way to a service and back. */
abstract class Forwarding implements ProxyInterceptor, OriginRequestProvider {

    private final RoutingContext context;
    private final Upstream upstream;
    private final Duration answerWithin;
    private final RequestHeaders requestHeaders;
    private final long most;
    private LimitedBody counted;
    private boolean again;

    Forwarding(RoutingContext context, Upstream upstream, Duration answerWithin, RequestHeaders requestHeaders,
            long most) {
        this.context = context;
        this.upstream = upstream;
        this.answerWithin = answerWithin;
        this.requestHeaders = requestHeaders;
        this.most = most;
    }

    /** Adds to the cleaned headers what this receiver is to know. */
    abstract void requestHeaders(MultiMap headers);

    /** Takes out of the answer what is not for the client. */
    abstract void responseHeaders(MultiMap headers);

    long most() {
        return most;
    }

    HttpClient client() {
        return upstream.client();
    }

    @Override
    public Future<HttpClientRequest> create(ProxyContext proxy) {
        HttpMethod method = proxy.request().getMethod();
        return again ? upstream.connectAnew(method, answerWithin) : upstream.connect(method, answerWithin);
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext proxy) {
        ProxyRequest request = proxy.request();
        requestHeaders.clean(request.headers());
        requestHeaders.addOrigin(request.headers(), request.proxiedRequest());
        requestHeaders(request.headers());
        request.setURI(target());
        prepareBody(request);
        return upstream.guarded(() -> send(proxy).recover(failure -> Future.failedFuture(reason(failure))))
                .recover(failure -> Future.succeededFuture(problem(request, failure)));
    }

    /** What has a body is never repeated, since the body is gone; nor is anything for a client that left. */
    private Future<ProxyResponse> send(ProxyContext proxy) {
        ProxyRequest request = proxy.request();
        Future<ProxyResponse> sent = proxy.sendRequest();
        if (!Upstream.isSafe(request.getMethod()) || request.getBody() != null) {
            return sent;
        }
        return sent.recover(failure -> context.response().closed() ? Future.failedFuture(failure)
                : upstream.repeated(failure, () -> {
                    again = true;
                    return proxy.sendRequest();
                }));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext proxy) {
        ProxyResponse response = proxy.response();
        responseHeaders(response.headers());
        ResponseHeaders.decideCompression(response.headers());
        if (HttpMethod.HEAD.equals(proxy.request().getMethod()) || response.getStatusCode() == 204
                || response.getStatusCode() == 304) {
            dropBody(response);
        }
        return proxy.sendResponse();
    }

    /** The path without dots and doubled slashes, so that a service sees the path that was decided upon. */
    private String target() {
        String query = context.request().query();
        return query == null ? context.normalizedPath() : context.normalizedPath() + '?' + query;
    }

    private void prepareBody(ProxyRequest request) {
        HttpServerRequest incoming = request.proxiedRequest();
        if (incoming.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            return;
        }
        if (incoming.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            counted = new LimitedBody(incoming, most);
            request.setBody(Body.body(counted));
        } else {
            request.setBody(null);
            incoming.resume();
        }
    }

    private static void dropBody(ProxyResponse response) {
        String length = response.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (response.getBody() != null && length == null) {
            response.getBody().stream().resume();
            response.setBody(null);
        }
    }

    private Throwable reason(Throwable failure) {
        if (counted != null && counted.exceeded()) {
            return new BodyTooLarge(most);
        }
        return context.response().closed() ? new ClientGone() : failure;
    }

    private ProxyResponse problem(ProxyRequest request, Throwable failure) {
        Problem problem = Failures.problem(upstream, failure);
        Buffer document = problem.document(Trace.of(context).id());
        ProxyResponse response = request.response().setStatusCode(problem.status()).setBody(Body.body(document));
        Problems.headers(response.headers(), problem);
        Problems.drain(context.vertx(), request.proxiedRequest());
        return response;
    }
}

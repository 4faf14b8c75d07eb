package crm.gateway.upstream;

import crm.gateway.GatewayConfig;
import crm.gateway.access.Caller;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.tracing.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.regex.Pattern;

/** Hands a request over to what is behind the gateway, and its answer back. */
@ApplicationScoped
public class Forward {

    private static final Pattern FILE = Pattern.compile("/api/v1/[^/]+/(imports|exports?)(/.*)?");
    private static final Pattern IMPORT = Pattern.compile("/api/v1/[^/]+/imports");

    private final GatewayConfig.Bodies bodies;
    private final RequestHeaders requestHeaders;

    public Forward(GatewayConfig config, RequestHeaders requestHeaders) {
        this.bodies = config.bodies();
        this.requestHeaders = requestHeaders;
    }

    /** @param caller null where the public may come in */
    public void toService(RoutingContext context, Upstream service, Caller caller) {
        String path = context.normalizedPath();
        Duration answerWithin = FILE.matcher(path).matches() ? service.fileTimeout() : service.responseTimeout();
        String authorization = caller == null ? null : caller.authorization();
        start(context, new Forwarding(context, service, answerWithin, requestHeaders, most(context.request(), path)) {
            @Override
            void requestHeaders(MultiMap headers) {
                if (authorization != null) {
                    headers.set(HttpHeaders.AUTHORIZATION, authorization);
                }
                String traceparent = Trace.of(context).traceparent();
                if (traceparent != null) {
                    headers.set("traceparent", traceparent);
                }
            }

            @Override
            void responseHeaders(MultiMap headers) {
                ResponseHeaders.cleanOfService(headers);
            }
        });
    }

    /** Keycloak keeps its own cookies and the credentials that clients show to it. */
    public void toKeycloak(RoutingContext context, Upstream keycloak) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        String cookies = Cookies.withoutOurs(context.request().getHeader(HttpHeaders.COOKIE));
        start(context, new Forwarding(context, keycloak, keycloak.responseTimeout(), requestHeaders, bodies.most()) {
            @Override
            void requestHeaders(MultiMap headers) {
                if (authorization != null) {
                    headers.set(HttpHeaders.AUTHORIZATION, authorization);
                }
                if (cookies != null) {
                    headers.set(HttpHeaders.COOKIE, cookies);
                }
            }

            @Override
            void responseHeaders(MultiMap headers) {
                ResponseHeaders.cleanOfKeycloak(headers);
            }
        });
    }

    private static void start(RoutingContext context, Forwarding forwarding) {
        HttpServerRequest request = context.request();
        long length = length(request);
        if (length < -1) {
            Problems.send(context, Problem.malformed("Content-Length is not a number."));
            return;
        }
        if (length > forwarding.most()) {
            Problems.send(context, Problem.tooLarge(forwarding.most()));
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        HttpProxy.reverseProxy(forwarding.client())
                .origin(forwarding)
                .addInterceptor(forwarding)
                .handle(request);
    }

    /** Bytes announced; -1 when nothing is announced, -2 when the announcement makes no sense. */
    static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return -1;
        }
        try {
            return Long.parseUnsignedLong(length);
        } catch (NumberFormatException e) {
            return -2;
        }
    }

    private long most(HttpServerRequest request, String path) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        boolean file = HttpMethod.POST.equals(request.method()) && type != null
                && type.regionMatches(true, 0, "text/csv", 0, 8) && IMPORT.matcher(path).matches();
        return file ? bodies.mostOfFile() : bodies.most();
    }
}

package crm.gateway.upstream;

import crm.gateway.GatewayConfig;
import crm.gateway.access.Caller;
import crm.gateway.tracing.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a service gets to see of a client's headers: nothing that belongs to one connection, nothing that claims
 * trust.
 */
@ApplicationScoped
public class RequestHeaders {

    private static final Set<String> OURS = Set.of("authorization", "cookie", "expect", "forwarded", "x-real-ip",
            "x-client-ip", "true-client-ip", "traceparent", "tracestate", "baggage", "b3", "uber-trace-id",
            "keep-alive", "proxy-connection", "x-crm-request", "via");
    private static final List<String> OUR_PREFIXES = List.of("x-forwarded-", "x-b3-", "proxy-", "sec-");

    private final String scheme;
    private final String authority;
    private final String port;

    public RequestHeaders(GatewayConfig config) {
        URI url = config.publicUrl();
        this.scheme = url.getScheme();
        this.authority = url.getAuthority();
        this.port = Integer.toString(url.getPort() > 0 ? url.getPort() : "https".equals(scheme) ? 443 : 80);
    }

    void clean(MultiMap headers) {
        dropNamedByConnection(headers);
        List<String> dropped = new ArrayList<>(4);
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (OURS.contains(name) || hasOurPrefix(name)) {
                dropped.add(header.getKey());
            }
        }
        dropped.forEach(headers::remove);
    }

    private static boolean hasOurPrefix(String name) {
        for (String prefix : OUR_PREFIXES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Tells the service where the request came from; only what we know ourselves. */
    void addOrigin(MultiMap headers, HttpServerRequest request) {
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
        headers.set("X-Forwarded-Proto", scheme);
        headers.set("X-Forwarded-Host", authority);
        headers.set("X-Forwarded-Port", port);
    }

    /** Tells the service for whom we ask, where the request came from, and to which trace it belongs. */
    void speakFor(Caller caller, RoutingContext context, MultiMap headers) {
        addOrigin(headers, context.request());
        headers.set(HttpHeaders.AUTHORIZATION, caller.authorization());
        String traceparent = Trace.of(context).traceparent();
        if (traceparent != null) {
            headers.set("traceparent", traceparent);
        }
    }

    static void dropNamedByConnection(MultiMap headers) {
        for (String connection : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String name : connection.split(",")) {
                String trimmed = name.strip();
                if (!trimmed.isEmpty()) {
                    headers.remove(trimmed);
                }
            }
        }
        headers.remove(HttpHeaders.CONNECTION);
    }
}

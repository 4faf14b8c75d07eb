package crm.gateway.upstream;

import crm.gateway.answer.SecurityHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a client gets to see of a service's headers. */
final class ResponseHeaders {

    private static final Set<String> OURS = Set.of("keep-alive", "proxy-authenticate", "proxy-connection", "te",
            "trailer",
            "upgrade", "server", "x-powered-by", "set-cookie", "alt-svc", "traceparent", "tracestate", "via");
    private static final Set<String> COMPRESSIBLE = Set.of("application/json", "application/problem+json", "text/html",
            "text/csv", "text/plain", "text/css", "text/javascript", "application/javascript", "text/calendar");
    /** Below this, compressing costs more than it saves. */
    private static final long WORTH_COMPRESSING = 1_400;

    private ResponseHeaders() {}

    static void cleanOfService(MultiMap headers) {
        RequestHeaders.dropNamedByConnection(headers);
        List<String> dropped = new ArrayList<>(4);
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (OURS.contains(name) || name.startsWith("access-control-") || SecurityHeaders.NAMES.contains(name)) {
                dropped.add(header.getKey());
            }
        }
        dropped.forEach(headers::remove);
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    static void cleanOfKeycloak(MultiMap headers) {
        RequestHeaders.dropNamedByConnection(headers);
        List.of("keep-alive", "server", "x-powered-by", "strict-transport-security").forEach(headers::remove);
    }

    /** The server compresses whatever is not marked; this marks what is compressed already or not worth it. */
    static void decideCompression(MultiMap headers) {
        if (headers.contains(HttpHeaders.CONTENT_ENCODING)) {
            return;
        }
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        boolean worth = type != null && COMPRESSIBLE.contains(mediaType(type))
                && (length == null || length.length() > 4 || Long.parseLong(length) >= WORTH_COMPRESSING);
        if (!worth) {
            headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        }
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}

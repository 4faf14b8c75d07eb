package crm.gateway.answer;

import crm.gateway.GatewayConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * What browsers are told to hold every answer of ours to. Nothing is shared with other origins, so there is no
 * CORS.
 */
@ApplicationScoped
public class SecurityHeaders {

    /** Set here and by nobody else. */
    public static final Set<String> NAMES = Set.of("content-security-policy", "strict-transport-security",
            "x-content-type-options", "x-frame-options", "referrer-policy", "permissions-policy",
            "cross-origin-opener-policy", "cross-origin-resource-policy");

    private static final int FIRST = -1_000;
    private static final CharSequence API_POLICY =
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    /** The components of the front end bring their measures along as style elements; scripts come from files of ours alone. */
    private static final CharSequence PAGE_POLICY = HttpHeaders.createOptimized("default-src 'none'; "
            + "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    /** Forms that anybody fills in, on a page of their own or built by their script in a page of somebody else. */
    private static final CharSequence FORM_POLICY = HttpHeaders.createOptimized("default-src 'none'; style-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    private static final CharSequence PERMISSIONS =
            HttpHeaders.createOptimized("camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private final boolean https;

    public SecurityHeaders(GatewayConfig config) {
        this.https = "https".equals(config.publicUrl().getScheme());
    }

    void route(@Observes Router router) {
        router.route().order(FIRST).handler(this::add);
    }

    private void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        String path = context.request().path();
        if (https) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        // Keycloak's login pages come with a policy of their own.
        if (path == null || !path.startsWith("/auth/")) {
            boolean api = path != null && path.startsWith("/api/v1/");
            boolean open = path != null && path.startsWith("/api/v1/public/");
            headers.set("Content-Security-Policy", open ? FORM_POLICY : api ? API_POLICY : PAGE_POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Referrer-Policy", "same-origin");
            headers.set("Permissions-Policy", PERMISSIONS);
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", open ? "cross-origin" : "same-origin");
        }
        context.next();
    }
}

package crm.gateway.access;

import crm.gateway.GatewayConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/**
 * Tells requests of our own pages from those that another site makes a browser send. A cookie proves who the browser
 * belongs to, not who wrote the request; a header of our own and the origin do.
 */
@ApplicationScoped
public class CrossSite {

    /** Every request that changes something by cookie carries {@code X-CRM-Request: 1}. */
    public static final String HEADER = "X-CRM-Request";

    private final String origin;

    public CrossSite(GatewayConfig config) {
        URI url = config.publicUrl();
        this.origin = url.getScheme() + "://" + url.getAuthority();
    }

    /** Whether a request that changes something was written by one of our pages. */
    public boolean isOurs(HttpServerRequest request) {
        return isOurs(request.getHeader(HEADER), request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"));
    }

    boolean isOurs(String header, String site, String from) {
        return "1".equals(header) && isOurs(site, from);
    }

    /** The same for a plain form, which cannot set a header. */
    public boolean isOurForm(HttpServerRequest request) {
        return isOurs(request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"));
    }

    /** Old browsers tell only the one or the other; one that tells neither is not believed. */
    private boolean isOurs(String site, String from) {
        return (site != null || from != null)
                && (site == null || site.equals("same-origin"))
                && (from == null || from.equals(origin));
    }
}

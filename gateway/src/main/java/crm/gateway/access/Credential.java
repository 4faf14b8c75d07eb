package crm.gateway.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * What a request shows of its caller. A token in {@code Authorization} goes before a cookie.
 *
 * @param value the token, or the whole {@code Cookie} header, since the session may be spread over several cookies
 */
public record Credential(String value, boolean cookie) {

    private static final String SCHEME = "Bearer ";
    private static final String SESSION_COOKIE = "q_session";

    /** The credential of a request, or null if it shows none. */
    public static Credential of(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                    ? new Credential(authorization.substring(SCHEME.length()).strip(), false) : null;
        }
        String cookies = request.getHeader(HttpHeaders.COOKIE);
        return cookies != null && cookies.contains(SESSION_COOKIE) ? new Credential(cookies, true) : null;
    }

    @Override
    public String toString() {
        return cookie ? "a session cookie" : "a token";
    }
}

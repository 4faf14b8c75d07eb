package crm.gateway.upstream;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The {@code Cookie} header of a request to Keycloak. */
final class Cookies {

    private Cookies() {}

    /** Without our session and login state, which are nobody else's business; null when nothing is left. */
    static String withoutOurs(String header) {
        if (header == null) {
            return null;
        }
        String rest = Arrays.stream(header.split(";"))
                .map(String::strip)
                .filter(cookie -> !cookie.startsWith("q_session") && !cookie.startsWith("q_auth"))
                .collect(Collectors.joining("; "));
        return rest.isEmpty() ? null : rest;
    }
}

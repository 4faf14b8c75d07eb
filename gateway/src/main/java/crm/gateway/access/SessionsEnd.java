package crm.gateway.access;

import io.quarkus.oidc.SecurityEvent;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Forgets sessions that were ended here or at the identity provider. */
@ApplicationScoped
public class SessionsEnd {

    private final KnownCallers known;

    public SessionsEnd(KnownCallers known) {
        this.known = known;
    }

    void ended(@Observes SecurityEvent event) {
        switch (event.getEventType()) {
            // The identity provider names a session; whose requests these are shows when the session is next verified.
            case OIDC_BACKCHANNEL_LOGOUT_INITIATED -> known.forgetSessions();
            case OIDC_LOGOUT_RP_INITIATED, OIDC_BACKCHANNEL_LOGOUT_COMPLETED -> end(event.getSecurityIdentity());
            default -> { }
        }
    }

    private void end(SecurityIdentity identity) {
        if (identity != null && identity.getPrincipal() instanceof JsonWebToken token) {
            known.end(token.getClaim("sid"));
        }
    }
}

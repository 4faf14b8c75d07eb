package crm.gateway.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Has a credential verified that is not known yet, and remembers whose it is. */
@ApplicationScoped
public class VerifyCaller {

    private final KnownCallers known;

    public VerifyCaller(KnownCallers known) {
        this.known = known;
    }

    /** Fails with an {@link io.quarkus.security.AuthenticationException} if nobody, or nobody we trust, is calling. */
    public Uni<Caller> verify(RoutingContext context) {
        Credential credential = Credential.of(context.request());
        if (credential == null) {
            return Uni.createFrom().failure(new AuthenticationFailedException("There is no credential"));
        }
        return QuarkusHttpUser.getSecurityIdentity(context, null).map(identity -> accept(credential, identity));
    }

    private Caller accept(Credential credential, SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous()) {
            throw new AuthenticationFailedException("The credential belongs to nobody");
        }
        Caller caller = ReadCaller.from(identity, credential.cookie());
        if (known.hasEnded(caller.session())) {
            throw new AuthenticationFailedException("The session has ended");
        }
        known.remember(credential, caller);
        return caller;
    }
}

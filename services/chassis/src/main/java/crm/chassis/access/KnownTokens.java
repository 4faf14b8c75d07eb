package crm.chassis.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Remembers the access tokens that were verified, so that a token which comes again costs no second look at its
 * signature. A token is remembered until it expires and for five minutes at most, which is how long a key that the realm
 * took back may still be good for here.
 */
@Singleton
class KnownTokens implements HttpAuthenticationMechanism {

    private static final int MOST = 20_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String BEARER = "Bearer ";

    private final OidcAuthenticationMechanism oidc;
    private final Clock clock;
    private final Cache<String, SecurityIdentity> known;

    KnownTokens(OidcAuthenticationMechanism oidc, Clock clock) {
        this.oidc = oidc;
        this.clock = clock;
        this.known = Caffeine.newBuilder().maximumSize(MOST).expireAfter(Expiry.<String, SecurityIdentity>creating((token, identity) -> lifetime(identity))).build();
    }

    private Duration lifetime(SecurityIdentity identity) {
        long expires = ((JsonWebToken) identity.getPrincipal()).getExpirationTime();
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(expires));
        return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER)) {
            return oidc.authenticate(context, providers);
        }
        SecurityIdentity identity = known.getIfPresent(header);
        return identity != null ? Uni.createFrom().item(identity) : oidc.authenticate(context, providers).invoke(verified -> remember(header, verified));
    }

    /** Keeps who it is and what they may, without the request that the verified identity holds on to. */
    private void remember(String header, SecurityIdentity verified) {
        if (verified != null && verified.getPrincipal() instanceof JsonWebToken) {
            known.put(header, QuarkusSecurityIdentity.builder().setPrincipal(verified.getPrincipal()).addRoles(verified.getRoles()).build());
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    /** Before the mechanism that it stands in front of. */
    @Override
    public int getPriority() {
        return oidc.getPriority() + 1;
    }
}

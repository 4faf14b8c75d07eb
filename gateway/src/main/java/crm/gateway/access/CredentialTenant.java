package crm.gateway.access;

import io.quarkus.oidc.TenantResolver;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Tokens of programs and sessions of browsers are verified by rules of their own; see application.properties. */
@ApplicationScoped
public class CredentialTenant implements TenantResolver {

    /** Quarkus also takes a segment of the path for a tenant, so this must not be a word of our paths. */
    private static final String PROGRAMS = "bearer-token";

    @Override
    public String resolve(RoutingContext context) {
        boolean program = context.request().headers().contains(HttpHeaders.AUTHORIZATION)
                || context.normalizedPath().startsWith("/q/");
        return program ? PROGRAMS : null;
    }
}

package crm.gateway.access;

import io.quarkus.oidc.TenantResolver;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Tokens of API clients and sessions of browsers are verified by rules of their own; see application.properties. */
@ApplicationScoped
public class CredentialTenant implements TenantResolver {

    @Override
    public String resolve(RoutingContext context) {
        return context.request().headers().contains(HttpHeaders.AUTHORIZATION) ? "api" : null;
    }
}

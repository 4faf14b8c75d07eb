package crm.gateway.surroundings;

import crm.local.testing.TestParts;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The services are stand-ins, the identity provider is the real one. */
public class RealLogin extends Surroundings {

    @Override
    public Map<String, String> start() {
        TestParts parts = TestParts.shared();
        URI keycloak = URI.create(parts.keycloakUrl());
        Map<String, String> environment = new HashMap<>(super.start());
        environment.put("CRM_PUBLIC_URL", parts.publicUrl());
        environment.put("CRM_KEYCLOAK_URL", keycloak.getScheme() + "://" + keycloak.getAuthority());
        environment.put("CRM_OIDC_URL", parts.oidcUrl());
        environment.put("CRM_OIDC_CLIENT_SECRET", parts.clientSecret("crm-gateway"));
        // The realm lets people come back to this address only.
        environment.put("quarkus.http.test-port", Integer.toString(URI.create(parts.publicUrl()).getPort()));
        return environment;
    }
}

package crm.gateway.surroundings;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything around the gateway: five services and an issuer of tokens. */
public class Surroundings implements QuarkusTestResourceLifecycleManager {

    public static final String PUBLIC_URL = "https://crm.example.com";
    private static final Map<String, StubService> SERVICES = new HashMap<>();

    private Vertx vertx;

    public static StubService service(String name) {
        return SERVICES.get(name);
    }

    public static void forgetWhatWasAgreed() {
        SERVICES.values().forEach(StubService::forget);
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        Issuer issuer = new Issuer(vertx, 0);
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("leads", "opportunities", "campaigns", "cases", "governance")) {
            StubService service = new StubService(vertx, name, 0);
            SERVICES.put(name, service);
            environment.put("CRM_" + name.toUpperCase(java.util.Locale.ROOT) + "_URL", "http://localhost:"
                    + service.port());
        }
        environment.put("CRM_PUBLIC_URL", PUBLIC_URL);
        environment.put("CRM_HTTP_PORT", "0");
        environment.put("CRM_KEYCLOAK_URL", issuer.base());
        environment.put("CRM_OIDC_URL", issuer.url());
        environment.put("CRM_OIDC_CLIENT_ID", "crm-gateway");
        environment.put("CRM_OIDC_CLIENT_SECRET", "secret-of-tests");
        environment.put("CRM_SESSION_SECRET", "secret-of-tests-secret-of-tests-");
        environment.put("quarkus.http.test-port", "0");
        return environment;
    }

    @Override
    public void stop() {
        SERVICES.values().forEach(StubService::stop);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

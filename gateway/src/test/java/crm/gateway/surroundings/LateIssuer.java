package crm.gateway.surroundings;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** The identity provider is away until {@link #arrive()}. */
public class LateIssuer extends Surroundings {

    private static int port;
    private static Vertx late;

    @Override
    public Map<String, String> start() {
        Map<String, String> environment = new HashMap<>(super.start());
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("CRM_OIDC_URL", "http://localhost:" + port + "/auth/realms/crm");
        environment.put("CRM_KEYCLOAK_URL", "http://localhost:" + port);
        return environment;
    }

    public static void arrive() {
        late = Vertx.vertx();
        new Issuer(late, port);
    }

    @Override
    public void stop() {
        if (late != null) {
            late.close().toCompletionStage().toCompletableFuture().join();
        }
        super.stop();
    }
}

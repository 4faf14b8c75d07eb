package crm.chassis.testing;

import crm.local.testing.TestDatabase;
import crm.local.testing.TestParts;
import crm.local.testing.TestVhost;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Real PostgreSQL, RabbitMQ and Keycloak for a {@code @QuarkusTest}: a database and a virtual host of its own, with the
 * platform's topology loaded, handed to the service by the names it knows from production.
 *
 * <p>{@code @WithTestResource(value = PlatformParts.class, initArgs = @ResourceArg(name = "service", value = "leads"))}.
 * Tests that look at the broker themselves find a user with all rights in {@code crm.test.rabbitmq.user} and
 * {@code crm.test.rabbitmq.password}. The parts are dropped when the JVM ends.
 */
public class PlatformParts implements QuarkusTestResourceLifecycleManager {

    private String service = "chassis";

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", service);
    }

    @Override
    public Map<String, String> start() {
        TestParts parts = TestParts.shared();
        TestDatabase database = parts.createDatabase(service);
        TestVhost vhost = parts.createVhost(service);
        Map<String, String> settings = new HashMap<>();
        settings.put("CRM_DB_HOST", database.host());
        settings.put("CRM_DB_PORT", Integer.toString(database.port()));
        settings.put("CRM_DB_NAME", database.name());
        settings.put("CRM_DB_USER", database.user());
        settings.put("CRM_DB_PASSWORD", database.password());
        settings.put("CRM_RABBITMQ_HOST", vhost.host());
        settings.put("CRM_RABBITMQ_PORT", Integer.toString(vhost.port()));
        settings.put("CRM_RABBITMQ_VHOST", vhost.name());
        settings.put("CRM_RABBITMQ_USER", vhost.user());
        settings.put("CRM_RABBITMQ_PASSWORD", vhost.password());
        settings.put("crm.test.service", service);
        settings.put("crm.test.rabbitmq.host", vhost.host());
        settings.put("crm.test.rabbitmq.port", Integer.toString(vhost.port()));
        settings.put("crm.test.rabbitmq.user", vhost.testUser());
        settings.put("crm.test.rabbitmq.password", vhost.testPassword());
        settings.put("CRM_OIDC_URL", parts.oidcUrl());
        settings.put("CRM_OIDC_CLIENT_ID", "crm-services");
        settings.put("CRM_OIDC_CLIENT_SECRET", parts.clientSecret("crm-services"));
        settings.put("quarkus.http.test-port", "0");
        prepare(vhost, settings);
        return settings;
    }

    /** For tests that need more in their virtual host, or settings of their own. */
    protected void prepare(TestVhost vhost, Map<String, String> settings) {}

    @Override
    public void stop() {
        // TestParts drops what it made when the JVM ends, in the right order and after a crash of the test as well.
    }
}

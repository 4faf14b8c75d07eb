package crm.gateway.stream;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import crm.gateway.surroundings.Surroundings;
import crm.local.testing.TestParts;
import crm.local.testing.TestVhost;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The services are stand-ins, the broker is a real one. */
public class BrokerSurroundings extends Surroundings {

    private static TestVhost vhost;
    private static Connection connection;
    private static Channel channel;

    @Override
    public Map<String, String> start() {
        vhost = TestParts.shared().createVhost("gateway");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(vhost.host());
        factory.setPort(vhost.port());
        factory.setVirtualHost(vhost.name());
        factory.setUsername(vhost.testUser());
        factory.setPassword(vhost.testPassword());
        try {
            connection = factory.newConnection("test");
            channel = connection.createChannel();
            channel.confirmSelect();
        } catch (Exception away) {
            throw new IllegalStateException(away);
        }
        Map<String, String> environment = new HashMap<>(super.start());
        environment.put("CRM_RABBITMQ_HOST", vhost.host());
        environment.put("CRM_RABBITMQ_PORT", Integer.toString(vhost.port()));
        environment.put("CRM_RABBITMQ_VHOST", vhost.name());
        environment.put("CRM_RABBITMQ_USER", vhost.user());
        environment.put("CRM_RABBITMQ_PASSWORD", vhost.password());
        environment.put("crm.gateway.stream.heartbeat", "1s");
        environment.put("crm.gateway.stream.remembered", "100");
        environment.put("crm.gateway.stream.per-user", "2");
        environment.put("crm.gateway.broker.pause", "500ms");
        return environment;
    }

    static TestVhost vhost() {
        return vhost;
    }

    static void publish(String type, String subject, JsonObject data, String actor) {
        JsonObject event = new JsonObject().put("specversion", "1.0").put("id", UUID.randomUUID().toString())
                .put("type", type).put("subject", subject).put("time", java.time.Instant.now().toString())
                .put("actor", actor).put("recordversion", 1).put("data", data);
        try {
            channel.basicPublish("crm.events", type, new BasicProperties(),
                    event.encode().getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void stop() {
        connection.abort();
        super.stop();
    }
}

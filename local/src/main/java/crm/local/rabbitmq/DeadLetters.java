package crm.local.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;

/**
 * Puts dead letters back where they came from. A letter leaves the dead-letter queue only after the broker has confirmed it in
 * its queue again, so an interruption can double one, which consumers sort out by its id, and never lose one.
 */
public final class DeadLetters {

    public static final String SUFFIX = ".dead";
    private static final long CONFIRM_MILLIS = 10_000;

    private final RabbitServer server;

    public DeadLetters(RabbitServer server) {
        this.server = server;
    }

    /** Names of the queues that have a dead-letter queue, with or without letters in it. */
    public List<String> queues() throws IOException, InterruptedException {
        var all = server.management().get("/api/queues/" + Management.encoded(server.vhost()));
        return StreamSupport.stream(all.spliterator(), false).map(queue -> queue.get("name").asText())
                .filter(name -> name.endsWith(SUFFIX)).map(name -> name.substring(0, name.length() - SUFFIX.length())).sorted().toList();
    }

    /** @return how many were put back; those that die again meanwhile wait for the next time */
    public int replay(String queue) throws IOException, TimeoutException, InterruptedException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(server.host());
        factory.setPort(server.port());
        factory.setVirtualHost(server.vhost());
        factory.setUsername(server.user());
        factory.setPassword(server.password());
        if (server.tls()) {
            factory.useSslProtocol(whomThisJavaTrusts());
            factory.enableHostnameVerification();
        }
        try (Connection connection = factory.newConnection("crm-replay"); Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            long waiting = channel.messageCount(queue + SUFFIX);
            int replayed = 0;
            while (replayed < waiting) {
                GetResponse letter = channel.basicGet(queue + SUFFIX, false);
                if (letter == null) {
                    break;
                }
                channel.basicPublish("", queue, true, fresh(letter.getProps()), letter.getBody());
                channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
                channel.basicAck(letter.getEnvelope().getDeliveryTag(), false);
                replayed++;
            }
            return replayed;
        }
    }

    private static SSLContext whomThisJavaTrusts() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException noTls) {
            throw new IllegalStateException("TLS is asked for and this Java has none", noTls);
        }
    }

    /** Without the traces of its death and of its attempts, which would send it back at once. */
    private static AMQP.BasicProperties fresh(AMQP.BasicProperties properties) {
        Map<String, Object> headers = properties.getHeaders() == null ? new HashMap<>() : new HashMap<>(properties.getHeaders());
        headers.keySet().removeIf(header -> header.startsWith("x-"));
        return properties.builder().headers(headers).deliveryMode(2).build();
    }
}

package crm.e2e.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import crm.local.rabbitmq.RabbitServer;
import crm.local.rabbitmq.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between the exchange and the queues of the services: takes every event, and hands what came within a moment to each queue
 * three times in random order. When it is closed, events go their usual way again.
 */
final class Turmoil implements AutoCloseable {

    private static final int TIMES = 3;
    private static final int WINDOW_MILLIS = 250;
    private static final String EXCHANGE = "crm.events";

    /** An event for a queue. */
    private record Parcel(String queue, BasicProperties properties, byte[] body) {}

    private record Binding(String queue, String pattern) {}

    private final List<Binding> bindings = new ArrayList<>();
    private final BlockingQueue<Parcel> waiting = new LinkedBlockingQueue<>(100_000);
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong deliveries = new AtomicLong();
    private final Random random = new Random(7);
    private final Connection connection;
    private final Channel out;
    private final Thread shuffler = new Thread(this::shuffle, "turmoil");
    private volatile boolean over;

    private Turmoil(Connection connection) throws IOException {
        this.connection = connection;
        this.out = connection.createChannel();
        out.confirmSelect();
    }

    static Turmoil in(RabbitServer server) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(server.host());
        factory.setPort(server.port());
        factory.setVirtualHost(server.vhost());
        factory.setUsername(server.user());
        factory.setPassword(server.password());
        Turmoil turmoil = new Turmoil(factory.newConnection("turmoil"));
        turmoil.begin();
        return turmoil;
    }

    private void begin() throws IOException {
        for (JsonNode binding : new ObjectMapper().readTree(Topology.definitions()).path("bindings")) {
            boolean ofEvents = binding.path("source").asText().equals(EXCHANGE);
            if (ofEvents && !binding.path("destination").asText().startsWith("gateway.")) {
                bindings.add(new Binding(binding.path("destination").asText(), binding.path("routing_key").asText()));
            }
        }
        Channel in = connection.createChannel();
        in.basicQos(1_000);
        for (String queue : bindings.stream().map(Binding::queue).distinct().toList()) {
            String tap = "turmoil." + queue;
            in.queueDeclare(tap, false, true, true, null);
            for (Binding binding : bindings) {
                if (binding.queue().equals(queue)) {
                    in.queueBind(tap, EXCHANGE, binding.pattern());
                    out.queueUnbind(queue, EXCHANGE, binding.pattern());
                }
            }
            in.basicConsume(tap, false, new DefaultConsumer(in) {
                @Override
                public void handleDelivery(String consumer, Envelope envelope, BasicProperties properties, byte[] body) throws IOException {
                    events.incrementAndGet();
                    waiting.add(new Parcel(queue, properties, body));
                    in.basicAck(envelope.getDeliveryTag(), false);
                }
            });
        }
        shuffler.start();
    }

    private void shuffle() {
        while (!over || !waiting.isEmpty()) {
            List<Parcel> moment = new ArrayList<>();
            try {
                Parcel first = waiting.poll(WINDOW_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    TimeUnit.MILLISECONDS.sleep(WINDOW_MILLIS);
                    moment.add(first);
                    waiting.drainTo(moment);
                }
                deliver(moment);
            } catch (InterruptedException ended) {
                return;
            } catch (IOException | TimeoutException away) {
                throw new IllegalStateException(away);
            }
        }
    }

    private void deliver(List<Parcel> moment) throws IOException, InterruptedException, TimeoutException {
        List<Parcel> all = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            all.addAll(moment);
        }
        Collections.shuffle(all, random);
        for (Parcel parcel : all) {
            out.basicPublish("", parcel.queue(), parcel.properties(), parcel.body());
            deliveries.incrementAndGet();
        }
        out.waitForConfirmsOrDie(30_000);
    }

    long events() {
        return events.get();
    }

    long deliveries() {
        return deliveries.get();
    }

    @Override
    public void close() throws Exception {
        try (Channel channel = connection.createChannel()) {
            for (Binding binding : bindings) {
                channel.queueBind(binding.queue(), EXCHANGE, binding.pattern());
            }
            for (String queue : bindings.stream().map(Binding::queue).distinct().toList()) {
                channel.queueUnbind("turmoil." + queue, EXCHANGE, "#");
                for (Binding binding : bindings) {
                    if (binding.queue().equals(queue)) {
                        channel.queueUnbind("turmoil." + queue, EXCHANGE, binding.pattern());
                    }
                }
            }
        }
        TimeUnit.MILLISECONDS.sleep(2 * WINDOW_MILLIS);
        over = true;
        shuffler.join();
        connection.close();
    }
}

package crm.chassis.testing;

/** Queues of a consumer that exists in tests only, in the form of RabbitMQ's definitions files. */
public final class TestTopology {

    private TestTopology() {}

    /** The three queues of a consumer, bound like those of the platform, with a short delay between attempts. */
    public static String consumer(String queue, String eventType, int retryMillis) {
        return """
                {"queues": [
                  {"name": "%1$s", "durable": true, "auto_delete": false, "arguments": {"x-queue-type": "quorum",
                   "x-dead-letter-exchange": "crm.dead", "x-dead-letter-routing-key": "%1$s", "x-delivery-limit": 20}},
                  {"name": "%1$s.retry", "durable": true, "auto_delete": false, "arguments": {"x-queue-type": "quorum",
                   "x-message-ttl": %3$d, "x-dead-letter-exchange": "", "x-dead-letter-routing-key": "%1$s"}},
                  {"name": "%1$s.dead", "durable": true, "auto_delete": false, "arguments": {"x-queue-type": "quorum"}}],
                 "bindings": [
                  {"source": "crm.events", "destination": "%1$s", "destination_type": "queue", "routing_key": "%2$s", "arguments": {}},
                  {"source": "crm.retry", "destination": "%1$s.retry", "destination_type": "queue", "routing_key": "%1$s", "arguments": {}},
                  {"source": "crm.dead", "destination": "%1$s.dead", "destination_type": "queue", "routing_key": "%1$s", "arguments": {}}]}
                """.formatted(queue, eventType, retryMillis);
    }
}

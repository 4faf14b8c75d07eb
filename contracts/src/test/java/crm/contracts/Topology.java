package crm.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The broker's definitions, as the file has them. */
final class Topology {

    static final JsonNode DEFINITIONS = Published.read(Published.RESOURCES.resolve("rabbitmq/definitions.json"));

    private Topology() {
    }

    /** The arguments of every queue by its name. */
    static Map<String, JsonNode> queues() {
        var queues = new TreeMap<String, JsonNode>();
        DEFINITIONS.get("queues").forEach(queue -> queues.put(queue.get("name").textValue(), queue.get("arguments")));
        return queues;
    }

    /** Queues that a message with this routing key reaches. */
    static Set<String> boundTo(String exchange, String routingKey) {
        var reached = new TreeSet<String>();
        for (JsonNode binding : DEFINITIONS.get("bindings")) {
            if (binding.get("source").textValue().equals(exchange)
                && matches(binding.get("routing_key").textValue(), routingKey)) {
                reached.add(binding.get("destination").textValue());
            }
        }
        return reached;
    }

    /** Topic matching: {@code *} is one word; {@code #}, here only at the end, is any number of words. */
    static boolean matches(String pattern, String routingKey) {
        String expression = pattern.replace(".#", "\u0000").replace(".", "\\.").replace("*", "[^.]+")
            .replace("\u0000", "(\\..+)?");
        return routingKey.matches(expression);
    }
}

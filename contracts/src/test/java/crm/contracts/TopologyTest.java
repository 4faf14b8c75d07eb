package crm.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The broker's definitions hold together; that a broker takes them is tried where there is one. */
class TopologyTest {

    /** Nothing is taken out of it, so nothing of it is retried or dead. */
    private static final String STREAM = "gateway.stream";

    static SortedSet<String> mainQueues() {
        return Topology.queues().keySet().stream()
            .filter(name -> !name.endsWith(".retry") && !name.endsWith(".dead") && !name.equals(STREAM))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thereAreThreeDurableExchanges() {
        var kinds = new TreeMap<String, String>();
        Topology.DEFINITIONS.get("exchanges").forEach(exchange -> {
            kinds.put(exchange.get("name").textValue(), exchange.get("type").textValue());
            assertTrue(exchange.get("durable").booleanValue());
        });
        assertEquals(Map.of("crm.events", "topic", "crm.retry", "direct", "crm.dead", "direct"), kinds);
    }

    @Test
    void everyConcernHasAQueue() {
        assertEquals(Set.of("opportunities.conversion", "opportunities.health", "opportunities.cases", "leads.conversion", "leads.activities", "leads.contacts", "campaigns.audience", "cases.accounts",
            "governance.audit", "leads.governance", "opportunities.governance",
            "leads.dictionary", "opportunities.dictionary", "campaigns.dictionary", "cases.dictionary"), mainQueues());
    }

    @Test
    void theFileNamesNoVirtualHostAndHoldsNoUsers() {
        assertEquals(List.of("exchanges", "queues", "bindings"),
            Topology.DEFINITIONS.properties().stream().map(Map.Entry::getKey).toList());
        assertTrue(Topology.DEFINITIONS.findValues("vhost").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("mainQueues")
    void aQueueDeadLettersToItsDeadQueueAndItsRetryQueueComesBackToIt(String name) {
        JsonNode main = Topology.queues().get(name);
        assertEquals("crm.dead", main.get("x-dead-letter-exchange").textValue());
        assertEquals(name, main.get("x-dead-letter-routing-key").textValue());
        assertEquals(20, main.get("x-delivery-limit").intValue());
        assertEquals(Set.of(name + ".dead"), Topology.boundTo("crm.dead", name));

        JsonNode retry = Topology.queues().get(name + ".retry");
        assertEquals("", retry.get("x-dead-letter-exchange").textValue());
        assertEquals(name, retry.get("x-dead-letter-routing-key").textValue());
        assertEquals(5000, retry.get("x-message-ttl").intValue());
        assertEquals(Set.of(name + ".retry"), Topology.boundTo("crm.retry", name));

        assertTrue(Topology.queues().get(name + ".dead").path("x-dead-letter-exchange").isMissingNode());
    }

    @Test
    void everyQueueBelongsToAMainQueue() {
        var expected = mainQueues().stream()
            .flatMap(name -> Stream.of(name, name + ".retry", name + ".dead"))
            .collect(Collectors.toSet());
        expected.add(STREAM);
        assertEquals(expected, Topology.queues().keySet());
    }

    @Test
    void everyQueueIsReplicatedBoundedAndRefusesRatherThanDrops() {
        Topology.queues().forEach((name, arguments) -> {
            if (name.equals(STREAM)) {
                return;
            }
            assertEquals("quorum", arguments.get("x-queue-type").textValue(), name);
            assertEquals("reject-publish", arguments.get("x-overflow").textValue(), name);
            assertTrue(arguments.get("x-max-length").intValue() > 0, name);
            assertTrue(arguments.get("x-max-length-bytes").longValue() > 0, name);
            if (arguments.has("x-dead-letter-exchange")) {
                assertEquals("at-least-once", arguments.get("x-dead-letter-strategy").textValue(), name);
            }
        });
    }

    @Test
    void theStreamForgetsByAgeAndBySize() {
        JsonNode stream = Topology.queues().get(STREAM);
        assertEquals("stream", stream.get("x-queue-type").textValue());
        assertEquals("1h", stream.get("x-max-age").textValue());
        assertEquals(134_217_728, stream.get("x-max-length-bytes").intValue());
        // What is forgotten is forgotten by whole segments.
        assertEquals(16_777_216, stream.get("x-stream-max-segment-size-bytes").intValue());
    }

    @Test
    void everyBindingNamesAQueueAndAnEventThatExists() {
        for (JsonNode binding : Topology.DEFINITIONS.get("bindings")) {
            assertTrue(Topology.queues().containsKey(binding.get("destination").textValue()), binding::toString);
            if (binding.get("source").textValue().equals("crm.events")) {
                String pattern = binding.get("routing_key").textValue();
                assertTrue(Published.types().stream().anyMatch(type -> Topology.matches(pattern, type)),
                    () -> pattern + " matches no event");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("crm.contracts.Published#types")
    void everyEventReachesAQueue(String type) {
        assertTrue(StreamSupport.stream(Topology.DEFINITIONS.get("bindings").spliterator(), false)
            .anyMatch(b -> b.get("source").textValue().equals("crm.events")
                && Topology.matches(b.get("routing_key").textValue(), type)));
    }

    @Test
    void aPatternMatchesByWords() {
        assertTrue(Topology.matches("crm.leads.#", "crm.leads.lead-changed.v1"));
        assertTrue(Topology.matches("crm.*.lead-changed.v1", "crm.leads.lead-changed.v1"));
        assertEquals(false, Topology.matches("crm.leads.*", "crm.leads.lead-changed.v1"));
        assertEquals(false, Topology.matches("crm.leads.#", "crm.leadsx.lead-changed.v1"));
    }
}

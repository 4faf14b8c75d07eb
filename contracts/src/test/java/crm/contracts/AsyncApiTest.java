package crm.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private static JsonNode document;

    @BeforeAll
    static void readTheDocument() throws IOException {
        document = new YAMLMapper().readTree(Files.readAllBytes(Published.RESOURCES.resolve("asyncapi.yaml")));
    }

    @Test
    void itIsAsyncApi3WithTitleVersionAndLicence() {
        assertEquals("3.0.0", document.get("asyncapi").textValue());
        assertEquals("Tessera CRM events", document.at("/info/title").textValue());
        assertEquals("1.0.0", document.at("/info/version").textValue());
        assertEquals("Apache-2.0", document.at("/info/license/name").textValue());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = document.findValues("$ref");
        assertTrue(references.size() > 100);
        for (JsonNode reference : references) {
            String target = reference.textValue();
            if (target.startsWith("#")) {
                assertTrue(document.at(target.substring(1)).isObject(), () -> target + " leads nowhere");
            } else {
                assertTrue(Files.isRegularFile(Published.RESOURCES.resolve(target)), () -> target + " is no file");
            }
        }
    }

    @Test
    void everyEventHasOneChannelWhoseMessageHasItsSchema() {
        var schemas = new TreeMap<String, String>();
        document.get("channels").forEach(channel -> {
            assertEquals(1, channel.get("messages").size());
            JsonNode message = resolved(channel.get("messages").elements().next());
            assertEquals(channel.get("address"), message.get("name"));
            assertEquals(EventEnvelope.MEDIA_TYPE, message.get("contentType").textValue());
            schemas.put(channel.get("address").textValue(), message.at("/payload/schema/$ref").textValue());
        });
        var expected = new TreeMap<String, String>();
        Published.types().forEach(type -> expected.put(type, "schemas/" + type + ".json"));
        assertEquals(expected, schemas);
    }

    @Test
    void everyEventIsSentByTheServiceThatOwnsItAndByNoOther() {
        var senders = new TreeMap<String, String>();
        operations("send").forEach(operation -> {
            String type = resolved(operation.get("channel")).get("address").textValue();
            assertEquals(null, senders.put(type, operation.at("/tags/0/name").textValue()), type);
        });
        var owners = new TreeMap<String, String>();
        Published.types().forEach(type -> owners.put(type, type.split("\\.")[1]));
        assertEquals(owners, senders);
    }

    @Test
    void whatIsReceivedIsWhatTheBrokerBinds() {
        var received = new TreeMap<String, TreeSet<String>>();
        operations("receive").forEach(operation -> {
            String queue = operation.at("/tags/1/name").textValue();
            assertEquals(queue.split("\\.")[0], operation.at("/tags/0/name").textValue());
            received.computeIfAbsent(queue, name -> new TreeSet<>())
                .add(resolved(operation.get("channel")).get("address").textValue());
        });
        var bound = new TreeMap<String, TreeSet<String>>();
        Published.types().forEach(type -> Topology.boundTo("crm.events", type)
            .forEach(queue -> bound.computeIfAbsent(queue, name -> new TreeSet<>()).add(type)));
        assertEquals(bound, received);
    }

    private static List<JsonNode> operations(String action) {
        return document.get("operations").properties().stream().map(Map.Entry::getValue)
            .filter(operation -> operation.get("action").textValue().equals(action)).toList();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(document.at(node.get("$ref").textValue().substring(1))) : node;
    }
}

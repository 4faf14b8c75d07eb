package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import crm.e2e.sample.ConvertedLead;
import crm.local.rabbitmq.Management;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * During a roll-out, and when dead letters are put back, the consumers of this version meet the events of others: of every released one as
 * they were published then, and of the next one as it may publish. Every consumer that the broker's topology gives them to has to handle
 * them; that it did stands in its inbox, in the transaction of the work.
 */
@WithPlatform
class EventsOfOtherVersionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern UUIDS = Pattern.compile("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");
    /** The lead of the examples, and the conversion that two of them answer. */
    private static final String LEAD = "019aa801-1c00-7000-8000-000000000001";
    private static final String CONVERSION = "019aa808-1c00-7000-8000-000000000008";
    private static final Set<String> OF_CONVERSION = Set.of("crm.leads.lead-conversion-requested.v1", "crm.opportunities.lead-accepted.v1", "crm.opportunities.lead-refused.v1");
    private static final Path CONTRACTS = Platform.root().resolve("contracts");
    private static final Path PRESENT = CONTRACTS.resolve("src/main/resources");

    private final Platform platform;
    /** Examples speak of the same records; each run gives those ids of its own, but for the lead that is really converted. */
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> converted = new HashMap<>();

    private record Handled(String queue, String event, String type) implements Comparable<Handled> {
        @Override
        public int compareTo(Handled other) {
            return toString().compareTo(other.toString());
        }
    }

    EventsOfOtherVersionsTest(Platform platform) {
        this.platform = platform;
    }

    /** An answer to a conversion that nobody asked for is poison; so somebody asks. */
    @BeforeEach
    void convertALead() {
        ConvertedLead lead = ConvertedLead.of(platform.as("crm-admin"), "versions-" + UUID.randomUUID());
        converted.put(LEAD, lead.id());
        converted.put(CONVERSION, lead.conversion());
    }

    /** The records of the examples have no owner who would tell them again. */
    @AfterEach
    void forgetCopies() throws SQLException {
        for (String copy : List.of("leads known_contact id", "campaigns replica record_id", "cases replica record_id", "governance known_record record_id")) {
            String[] place = copy.split(" ");
            try (Connection database = platform.database(place[0]);
                    PreparedStatement delete = database.prepareStatement("delete from " + place[1] + " where " + place[2] + " = any (?::uuid[])")) {
                delete.setArray(1, database.createArrayOf("text", ids.values().toArray()));
                delete.execute();
            }
        }
    }

    @Test
    void eventsOfEveryReleasedVersionAreHandledByEveryConsumer() throws Exception {
        for (Path release : files(CONTRACTS.resolve("released"))) {
            List<ObjectNode> events = new ArrayList<>();
            for (Path example : files(release.resolve("examples"))) {
                events.add(ownCopy(example));
            }
            assertEachIsHandled("version " + release.getFileName(), events);
        }
    }

    @Test
    void eventsOfTheNextVersionAreHandledByEveryConsumer() throws Exception {
        NextVersion next = new NextVersion(PRESENT.resolve("schemas"));
        List<ObjectNode> events = new ArrayList<>();
        for (Path example : files(PRESENT.resolve("examples"))) {
            events.add(next.of(ownCopy(example)));
        }
        assertEachIsHandled("the next version", events);
    }

    /** The control: what the rules for changes forbid would be noticed. */
    @Test
    void anEventThatBreaksTheRulesGoesToTheDeadLetters() throws Exception {
        ObjectNode event = ownCopy(PRESENT.resolve("examples/crm.opportunities.lead-accepted.v1.json"));
        event.putArray("data").add("another type");
        publish(event);
        String path = queue("leads.conversion.dead") + "/get";
        Map<String, Object> one = Map.of("count", 1, "ackmode", "ack_requeue_false", "encoding", "auto");
        await("the dead letter").atMost(PATIENCE).until(() -> platform.rabbitmq().management().post(path, one).toString().contains(event.path("id").asText()));
        assertThat(missing(expected(List.of(event)))).extracting(Handled::queue).containsExactly("leads.conversion");
    }

    private void assertEachIsHandled(String version, List<ObjectNode> events) throws Exception {
        for (ObjectNode event : events) {
            publish(event);
        }
        Set<Handled> expected = expected(events);
        Set<Handled> missing = await("handled").atMost(PATIENCE).until(() -> missing(expected), Set::isEmpty);
        System.out.printf("events of %s: %d types, %d deliveries to %d queues, not handled %d%n", version, events.size(), expected.size(),
                expected.stream().map(Handled::queue).distinct().count(), missing.size());
        assertThat(events).isNotEmpty();
        assertThat(expected).hasSizeGreaterThan(events.size());
    }

    /** Who gets which of the events, by the bindings. */
    private static Set<Handled> expected(List<ObjectNode> events) {
        Set<Handled> all = new TreeSet<>();
        for (JsonNode binding : NextVersion.read(PRESENT.resolve("rabbitmq/definitions.json")).path("bindings")) {
            String queue = binding.path("destination").asText();
            if (binding.path("source").asText().equals("crm.events") && !queue.equals("gateway.stream")) {
                Pattern key = Pattern.compile(binding.path("routing_key").asText().replace(".", "\\.").replace("#", ".*"));
                events.stream().filter(event -> key.matcher(event.path("type").asText()).matches())
                        .forEach(event -> all.add(new Handled(queue, event.path("id").asText(), event.path("type").asText())));
            }
        }
        return all;
    }

    private Set<Handled> missing(Set<Handled> expected) throws SQLException {
        Set<Handled> missing = new TreeSet<>();
        for (String service : expected.stream().map(each -> service(each.queue())).distinct().toList()) {
            List<Handled> here = expected.stream().filter(each -> service(each.queue()).equals(service)).toList();
            Set<String> seen = new TreeSet<>();
            try (Connection database = platform.database(service);
                    PreparedStatement query = database.prepareStatement("select consumer || ' ' || event_id from inbox where event_id = any (?::uuid[])")) {
                query.setArray(1, database.createArrayOf("text", here.stream().map(Handled::event).distinct().toArray()));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        seen.add(rows.getString(1));
                    }
                }
            }
            here.stream().filter(each -> !seen.contains(each.queue() + " " + each.event())).forEach(missing::add);
        }
        return missing;
    }

    private static String service(String queue) {
        return queue.substring(0, queue.indexOf('.'));
    }

    private ObjectNode ownCopy(Path example) throws IOException {
        boolean real = OF_CONVERSION.contains(example.getFileName().toString().replace(".json", ""));
        String text = UUIDS.matcher(Files.readString(example)).replaceAll(id -> real && converted.containsKey(id.group()) ? converted.get(id.group())
                : ids.computeIfAbsent(id.group(), known -> UUID.randomUUID().toString()));
        ObjectNode event = (ObjectNode) JSON.readTree(text);
        event.put("id", UUID.randomUUID().toString());
        return event;
    }

    private void publish(ObjectNode event) throws IOException, InterruptedException {
        JsonNode done = platform.rabbitmq().management().post("/api/exchanges/" + Management.encoded(platform.rabbitmq().vhost()) + "/crm.events/publish",
                Map.of("properties", Map.of("delivery_mode", 2, "content_type", "application/cloudevents+json"),
                        "routing_key", event.path("type").asText(), "payload", event.toString(), "payload_encoding", "string"));
        assertThat(done.path("routed").asBoolean()).as(event.path("type").asText()).isTrue();
    }

    private String queue(String name) {
        return "/api/queues/" + Management.encoded(platform.rabbitmq().vhost()) + "/" + name;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}

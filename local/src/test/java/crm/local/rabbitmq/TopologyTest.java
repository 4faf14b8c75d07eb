package crm.local.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TopologyTest {

    @Test
    void eachQueueBelongsToAServiceThatMayReadIt() throws Exception {
        JsonNode definitions = new ObjectMapper().readTree(Topology.definitions());
        List<String> queues = StreamSupport.stream(definitions.get("queues").spliterator(), false).map(queue -> queue.get("name").asText()).toList();

        assertThat(queues).contains("gateway.stream").filteredOn(queue -> !Pattern.matches(Permission.ofGateway().read(), queue))
                .isNotEmpty().allSatisfy(queue -> assertThat(Topology.SERVICES).as(queue)
                .filteredOn(service -> Pattern.matches(Permission.ofService(service).read(), queue)).hasSize(1));
    }

    @Test
    void theGatewayReadsItsStreamAndDoesNothingElse() {
        assertThat(Permission.ofGateway()).isEqualTo(new Permission("^$", "^$", "^gateway\\.stream$"));
    }

    @Test
    void theDefinitionsNameNoVirtualHostAndNoUser() {
        assertThat(Topology.definitions()).doesNotContain("\"vhost\"").doesNotContain("\"users\"").doesNotContain("\"permissions\"");
    }

    @Test
    void aServiceMayWriteToTheThreeExchangesAndNothingElse() {
        Pattern write = Pattern.compile(Permission.ofService("leads").write());

        assertThat(List.of("crm.events", "crm.retry", "crm.dead")).allMatch(name -> write.matcher(name).find());
        assertThat(List.of("amq.default", "crm-events", "crm.events.more", "amq.topic", "")).noneMatch(name -> write.matcher(name).find());
    }
}

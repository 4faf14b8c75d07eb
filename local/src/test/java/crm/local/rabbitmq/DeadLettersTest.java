package crm.local.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.local.testing.TestParts;
import crm.local.testing.TestVhost;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void deadLettersGoBackToTheirQueueWithoutTheirPast() throws Exception {
        try (TestVhost vhost = TestParts.shared().createVhost("leads")) {
            for (int i = 0; i < 3; i++) {
                vhost.management().post("/api/exchanges/" + vhost.name() + "/crm.dead/publish", Map.of("routing_key", "leads.conversion",
                        "properties", Map.of("message_id", "m" + i, "headers", Map.of("x-crm-attempt", 10, "traceparent", "00-1")),
                        "payload", "letter " + i, "payload_encoding", "string"));
            }
            RabbitServer here = new RabbitServer(vhost.host(), vhost.port(), vhost.name(), vhost.server().managementUrl(),
                    vhost.testUser(), vhost.testPassword());
            await().atMost(Duration.ofSeconds(30)).until(() -> vhost.messages("leads.conversion.dead") == 3);

            assertThat(new DeadLetters(here).replay("leads.conversion")).isEqualTo(3);

            JsonNode letters = vhost.management().post("/api/queues/" + vhost.name() + "/leads.conversion/get",
                    Map.of("count", 10, "ackmode", "ack_requeue_false", "encoding", "auto"));
            assertThat(letters).hasSize(3);
            assertThat(letters.get(0).get("payload").asText()).isEqualTo("letter 0");
            assertThat(letters.get(0).get("properties").get("message_id").asText()).isEqualTo("m0");
            assertThat(letters.get(0).get("properties").get("headers").has("x-crm-attempt")).isFalse();
            assertThat(letters.get(0).get("properties").get("headers").get("traceparent").asText()).isEqualTo("00-1");
            assertThat(new DeadLetters(here).replay("leads.conversion")).isZero();
        }
    }
}

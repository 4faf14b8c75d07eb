package crm.chassis.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.rabbitmq.client.ConnectionFactory;
import crm.chassis.testing.Certificates;
import crm.chassis.testing.ListeningServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who publishes says nothing, no password either, to somebody who has another's certificate. */
class BrokerAddressTest {

    private static final String GREETING = "AMQP";

    private static Certificates certificates;

    @BeforeAll
    static void make(@TempDir Path folder) throws Exception {
        certificates = new Certificates(folder);
        certificates.make("localhost");
        certificates.make("somebody-else");
    }

    @Test
    void a_certificate_of_the_name_that_was_called_is_taken() throws Exception {
        assertEquals(GREETING, heardBy("localhost"));
    }

    @Test
    void a_certificate_of_another_name_is_refused_although_who_signed_it_is_trusted() throws Exception {
        assertEquals(ListeningServer.NOTHING, heardBy("somebody-else"));
    }

    private static String heardBy(String name) throws Exception {
        try (ListeningServer broker = new ListeningServer(certificates.server(name), GREETING.length())) {
            ConnectionFactory factory = new BrokerAddress("localhost", broker.port(), "ann", "secret", "/", true).factory(certificates.client());
            assertThrows(IOException.class, () -> factory.newConnection("test"));
            return broker.heard();
        }
    }
}

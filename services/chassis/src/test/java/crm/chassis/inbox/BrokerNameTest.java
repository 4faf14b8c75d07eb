package crm.chassis.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crm.chassis.testing.Certificates;
import crm.chassis.testing.ListeningServer;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads from the broker says nothing, no password either, to somebody who has another's certificate. */
class BrokerNameTest {

    private static final String GREETING = "AMQP";
    private static final int PATIENCE_MILLIS = 20_000;

    private static Certificates certificates;
    private static Vertx vertx;

    @BeforeAll
    static void make(@TempDir Path folder) throws Exception {
        certificates = new Certificates(folder);
        certificates.make("localhost");
        certificates.make("somebody-else");
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_certificate_of_the_name_that_was_called_is_taken() throws Exception {
        assertEquals(GREETING, heardBy("localhost", true));
    }

    @Test
    void a_certificate_of_another_name_is_refused_although_who_signed_it_is_trusted() throws Exception {
        assertEquals(ListeningServer.NOTHING, heardBy("somebody-else", true));
    }

    @Test
    void without_this_the_client_takes_it() throws Exception {
        assertEquals(GREETING, heardBy("somebody-else", false));
    }

    /** What a broker that shows the certificate of this name hears of the connector's client. */
    private static String heardBy(String name, boolean asking) throws Exception {
        try (ListeningServer broker = new ListeningServer(certificates.server(name), GREETING.length())) {
            RabbitMQOptions options = new RabbitMQOptions().setHost("localhost").setPort(broker.port()).setSsl(true).setReconnectAttempts(0)
                    .setConnectionTimeout(PATIENCE_MILLIS).setHandshakeTimeout(PATIENCE_MILLIS);
            options.setHostnameVerificationAlgorithm("HTTPS");
            if (asking) {
                BrokerName.asking(options, certificates.trusted());
            } else {
                options.setTrustOptions(TrustOptions.wrap(whoSigned()));
            }
            RabbitMQClient client = RabbitMQClient.create(vertx, options);
            ExecutionException none = assertThrows(ExecutionException.class,
                    () -> client.start().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS));
            assertInstanceOf(IOException.class, none.getCause());
            return broker.heard();
        }
    }

    private static TrustManager whoSigned() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(certificates.trusted());
        return factory.getTrustManagers()[0];
    }
}

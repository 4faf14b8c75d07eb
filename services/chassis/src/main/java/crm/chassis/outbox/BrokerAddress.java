package crm.chassis.outbox;

import com.rabbitmq.client.ConnectionFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the broker is: the same settings that the messaging connector reads. */
@ApplicationScoped
class BrokerAddress {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int HEARTBEAT_SECONDS = 10;

    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final String virtualHost;
    private final boolean tls;

    BrokerAddress(
            @ConfigProperty(name = "rabbitmq-host") String host,
            @ConfigProperty(name = "rabbitmq-port") int port,
            @ConfigProperty(name = "rabbitmq-username") String user,
            @ConfigProperty(name = "rabbitmq-password") String password,
            @ConfigProperty(name = "rabbitmq-virtual-host") String virtualHost,
            @ConfigProperty(name = "rabbitmq-ssl", defaultValue = "false") boolean tls) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        this.virtualHost = virtualHost;
        this.tls = tls;
    }

    /** Without recovery of its own: whoever publishes opens a new connection when the old one is gone. */
    ConnectionFactory factory() {
        try {
            return factory(tls ? SSLContext.getDefault() : null);
        } catch (NoSuchAlgorithmException noTls) {
            throw new IllegalStateException("TLS is asked for and this Java has none", noTls);
        }
    }

    /** @param trusting whom to trust, if it has the name that is called; null without TLS */
    ConnectionFactory factory(SSLContext trusting) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(host);
        factory.setPort(port);
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setVirtualHost(virtualHost);
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setHandshakeTimeout(CONNECT_MILLIS);
        factory.setChannelRpcTimeout(CONNECT_MILLIS);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        if (trusting != null) {
            factory.useSslProtocol(trusting);
            factory.enableHostnameVerification();
        }
        return factory;
    }
}

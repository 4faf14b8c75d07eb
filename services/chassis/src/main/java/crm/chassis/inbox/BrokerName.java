package crm.chassis.inbox;

import io.smallrye.reactive.messaging.ClientCustomizer;
import io.vertx.core.net.TrustOptions;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.microprofile.config.Config;

/**
 * Has whoever reads from the broker take its certificate under the name alone that it was called by. The connector's client looks at
 * who signed a certificate and at nothing else, whatever its settings say.
 */
@ApplicationScoped
class BrokerName implements ClientCustomizer<RabbitMQOptions> {

    @Override
    public RabbitMQOptions customize(String channel, Config config, RabbitMQOptions options) {
        return options.isSsl() ? asking(options, null) : options;
    }

    /** @param trusted who signs; null for those whom this Java trusts */
    static RabbitMQOptions asking(RabbitMQOptions options, KeyStore trusted) {
        options.setTrustOptions(TrustOptions.wrap(new NamedTrust(trustManager(trusted))));
        return options;
    }

    private static X509ExtendedTrustManager trustManager(KeyStore trusted) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            TrustManager[] managers = factory.getTrustManagers();
            return Arrays.stream(managers).filter(X509ExtendedTrustManager.class::isInstance).map(X509ExtendedTrustManager.class::cast)
                    .findFirst().orElseThrow(() -> new IllegalStateException("This Java trusts nobody"));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException("What this Java trusts cannot be read", unreadable);
        }
    }
}

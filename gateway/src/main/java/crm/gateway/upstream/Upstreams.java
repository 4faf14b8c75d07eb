package crm.gateway.upstream;

import crm.gateway.GatewayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** All that is behind the gateway. */
@ApplicationScoped
public class Upstreams {

    private final Map<Service, Upstream> services = new EnumMap<>(Service.class);
    private final Upstream keycloak;

    public Upstreams(GatewayConfig config, Vertx vertx, MeterRegistry metrics) {
        for (Service service : Service.values()) {
            services.put(service, new Upstream(service.key(), service.address(config.addresses()), config, vertx, metrics));
        }
        this.keycloak = new Upstream("login", config.addresses().keycloak(), config, vertx, metrics);
    }

    public Upstream of(Service service) {
        return services.get(service);
    }

    public Upstream keycloak() {
        return keycloak;
    }

    @PreDestroy
    void close() {
        services.values().forEach(Upstream::close);
        keycloak.close();
    }
}

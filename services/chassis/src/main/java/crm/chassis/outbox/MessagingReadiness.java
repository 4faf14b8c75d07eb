package crm.chassis.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says how messaging stands, and is always up: without the broker a service still takes writes safely, since their
 * events wait in the outbox, and taking all its instances out of service would turn a delay into an outage.
 */
@Readiness
@ApplicationScoped
class MessagingReadiness implements HealthCheck {

    private final BrokerPublisher publisher;
    private final OutboxBacklog backlog;

    MessagingReadiness(BrokerPublisher publisher, OutboxBacklog backlog) {
        this.publisher = publisher;
        this.backlog = backlog;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("messaging")
                .up()
                .withData("publisher", publisher.connected() ? "connected" : "not connected")
                .withData("outbox", backlog.events())
                .withData("oldestSeconds", Math.round(backlog.ageSeconds()))
                .build();
    }
}

package crm.chassis.inbox;

import crm.chassis.inbox.ConsumerChannels.Word;
import crm.chassis.outbox.BrokerPublisher;
import crm.chassis.outbox.Publication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells the broker what became of a message, so that it is neither lost nor in the way of others. */
@ApplicationScoped
class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);

    private final BrokerPublisher publisher;
    private final ConsumerChannels channels;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final int attempts;
    private final int transientAttempts;
    private final Duration requeueDelay;

    Settlement(
            BrokerPublisher publisher,
            ConsumerChannels channels,
            MeterRegistry metrics,
            Clock clock,
            @ConfigProperty(name = "crm.inbox.attempts") int attempts,
            @ConfigProperty(name = "crm.inbox.transient-attempts") int transientAttempts,
            @ConfigProperty(name = "crm.inbox.requeue-delay") Duration requeueDelay) {
        this.publisher = publisher;
        this.channels = channels;
        this.metrics = metrics;
        this.clock = clock;
        this.attempts = attempts;
        this.transientAttempts = transientAttempts;
        this.requeueDelay = requeueDelay;
    }

    /** Figures of each queue are there from the start: what appears with its first increase cannot be seen to have increased. */
    void register(@Observes StartupEvent event, Config config) {
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("mp.messaging.incoming.") && name.endsWith(".queue.name"))
                .map(name -> config.getValue(name, String.class)).forEach(queue -> {
                    List.of("consumed", "duplicates", "retried", "dead").forEach(what -> metrics.counter("crm.inbox." + what, "consumer", queue));
                    lag(queue);
                });
    }

    /** Acknowledges what was done in one transaction, with as few words to the broker as can be. */
    Uni<Void> done(List<Delivery> deliveries) {
        Map<Integer, List<Delivery>> byChannel = deliveries.stream().collect(Collectors.groupingBy(Delivery::channel));
        List<Uni<Void>> words = byChannel.values().stream().map(each -> each.stream().allMatch(channels::tells)
                ? channels.acknowledge(each)
                : Uni.join().all(each.stream().map(this::acknowledged).toList()).andCollectFailures().replaceWithVoid()).toList();
        return Uni.join().all(words).andCollectFailures().replaceWithVoid();
    }

    /** Counts an event that was handled, or had been before. */
    void noted(Delivery delivery, IncomingEvent event, boolean first) {
        count(first ? "consumed" : "duplicates", delivery);
        // What is told again for new copies is as old as its record, and nobody is late.
        if (first && !event.rebuild()) {
            lag(delivery.queue()).record(Duration.between(event.time(), clock.instant()));
        }
    }

    Uni<Void> done(Delivery delivery, IncomingEvent event, boolean first) {
        noted(delivery, event, first);
        return acknowledged(delivery);
    }

    Uni<Void> failed(Delivery delivery, String event, Throwable fault) {
        Fault kind = Fault.of(fault);
        int last = kind == Fault.TRANSIENT ? transientAttempts : attempts;
        if (kind == Fault.POISON || delivery.attempt() >= last) {
            return dead(delivery, event, fault);
        }
        LOG.infof("Event %s failed in %s at attempt %d and is tried again: %s",
                event, delivery.queue(), delivery.attempt(), fault);
        return retry(delivery, event, fault);
    }

    private Uni<Void> dead(Delivery delivery, String event, Throwable fault) {
        LOG.errorf("Event %s goes to the dead letters of %s at attempt %d: %s",
                event, delivery.queue(), delivery.attempt(), fault);
        LOG.debug("This is why", fault);
        count("dead", delivery);
        return told(delivery, Word.DEAD, delivery.reject(fault));
    }

    /** The copy is safe before the original is let go; both existing for a moment is what the inbox is for. */
    private Uni<Void> retry(Delivery delivery, String event, Throwable fault) {
        Publication copy = Publication.retry(
                delivery.queue(), event, delivery.nextHeaders(fault), delivery.message().getPayload());
        return publisher.publish(List.of(copy)).flatMap(outcome -> {
            if (outcome.confirmed() == 1 && outcome.unroutable() == 0) {
                count("retried", delivery);
                return acknowledged(delivery);
            }
            LOG.warnf("Event %s of %s cannot be put off and goes back to its queue: %s",
                    event, delivery.queue(), outcome.fault() == null ? "there is no retry queue" : outcome.fault());
            return Uni.createFrom().voidItem()
                    .onItem().delayIt().by(requeueDelay)
                    .flatMap(now -> told(delivery, Word.AGAIN, delivery.requeue(fault)));
        });
    }

    private Uni<Void> acknowledged(Delivery delivery) {
        return told(delivery, Word.ACKNOWLEDGED, delivery.ack());
    }

    /** @param connector how the connector says it where the deliveries of the queue are not noted */
    private Uni<Void> told(Delivery delivery, Word word, Uni<Void> connector) {
        return channels.tells(delivery) ? channels.tell(delivery, word) : onItsChannel(delivery, connector);
    }

    private Uni<Void> onItsChannel(Delivery delivery, Uni<Void> word) {
        return Uni.createFrom().deferred(() -> {
            if (channels.current(delivery.queue()) != delivery.channel()) {
                LOG.debugf("A message of %s was delivered on a channel that is gone; it comes again", delivery.queue());
                return Uni.createFrom().voidItem();
            }
            return word;
        });
    }

    /** From the moment that something happened to the moment that this consumer had done its part. */
    private Timer lag(String queue) {
        return Timer.builder("crm.inbox.lag").description("Age of events when their work was done").tag("consumer", queue)
                .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10))
                .register(metrics);
    }

    private void count(String what, Delivery delivery) {
        metrics.counter("crm.inbox." + what, "consumer", delivery.queue()).increment();
    }
}

package crm.chassis.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.outbox.EventContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * What stands between a queue and the handler of its events. A consuming method gives every message to
 * {@link #receive} and declares {@code @Acknowledgment(MANUAL)}; the rest happens here:
 *
 * <ul>
 *   <li>the handler runs in a transaction that first inserts (consumer, event id), and the message is acknowledged
 *       after the commit; an event that was handled before is acknowledged without effect;
 *   <li>poison goes to the dead letters at once, any other fault to the retry queue, from which the message comes back
 *       after that queue's delay, until the attempts are used up;
 *   <li>events of one record are handled one by one, those of others meanwhile, up to the prefetch of the channel.
 * </ul>
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final SeenEvents seen;
    private final Settlement settlement;
    private final ConsumerChannels channels;
    private final ObjectMapper json;
    private final OneByOne turns = new OneByOne();

    Inbox(SeenEvents seen, Settlement settlement, ConsumerChannels channels, ObjectMapper json) {
        this.seen = seen;
        this.settlement = settlement;
        this.channels = channels;
        this.json = json;
    }

    private record Turn(String queue, UUID subject) {}

    /**
     * Takes a message over; it is settled later, when the handler is through.
     *
     * @param queue the queue it comes from, which is the consumer's name in the inbox as well
     * @param handler what to do with the event, within a Panache transaction; a failure rolls that back
     */
    public Uni<Void> receive(String queue, Message<byte[]> message, Function<IncomingEvent, Uni<Void>> handler) {
        Delivery delivery = new Delivery(queue, channels.current(queue), message);
        IncomingEvent event;
        try {
            event = IncomingEvent.read(message.getPayload(), json);
        } catch (PoisonMessage unreadable) {
            return settlement.failed(delivery, "(unreadable)", unreadable);
        }
        Context context = Vertx.currentContext();
        turns.inTurn(new Turn(queue, event.subject()), () -> {
            CompletableFuture<Void> over = new CompletableFuture<>();
            context.runOnContext(now -> handle(delivery, event, handler).subscribe().with(
                    settled -> over.complete(null),
                    fault -> {
                        // The broker could not be told; it delivers the message again and the inbox knows the event.
                        LOG.debugf(fault, "Event %s of %s could not be settled", event.id(), queue);
                        over.complete(null);
                    }));
            return over;
        });
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> handle(Delivery delivery, IncomingEvent event, Function<IncomingEvent, Uni<Void>> handler) {
        EventContext.enter(event.context());
        return Panache.withTransaction(() -> seen.firstTime(delivery.queue(), event.id())
                        .call(first -> first ? handler.apply(event) : Uni.createFrom().voidItem()))
                .onItemOrFailure()
                .transformToUni((first, fault) -> fault == null
                        ? settlement.done(delivery, first)
                        : settlement.failed(delivery, event.id().toString(), fault));
    }
}

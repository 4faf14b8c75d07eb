package crm.chassis.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.outbox.EventContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
    private static final int MOST_TOGETHER = 500;

    private final SeenEvents seen;
    private final Settlement settlement;
    private final ConsumerChannels channels;
    private final ObjectMapper json;
    private final Pool pool;
    private final OneByOne turns = new OneByOne();
    private final Batches<Arrived> batches;

    Inbox(SeenEvents seen, Settlement settlement, ConsumerChannels channels, ObjectMapper json, Pool pool, Vertx vertx,
            @ConfigProperty(name = "crm.inbox.gather") Duration gather) {
        this.batches = new Batches<>(MOST_TOGETHER, gather, (millis, task) -> vertx.setTimer(millis, timer -> task.run()), System::nanoTime);
        this.pool = pool;
        this.seen = seen;
        this.settlement = settlement;
        this.channels = channels;
        this.json = json;
    }

    private record Turn(String queue, UUID subject) {}

    private record Arrived(Delivery delivery, IncomingEvent event, Context context) {}

    /** Does all of a batch in one transaction that claims its events first; answers which of them were new. */
    private interface Transaction {
        Uni<Set<UUID>> work(String queue, List<IncomingEvent> events);
    }

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

    /**
     * Takes a message over and handles it together with others that have arrived meanwhile, or within {@code crm.inbox.gather}
     * after the last transaction began: one transaction on a plain connection for all of them, in the order of their arrival,
     * and one acknowledgement where nothing before them is outstanding. Where that fails, each is tried alone, so that a
     * poisoned one goes to the dead letters and everything else flows on.
     *
     * @param handler gets only events that were not handled before, each once
     */
    public Uni<Void> receiveMany(String queue, Message<byte[]> message, BiFunction<SqlConnection, List<IncomingEvent>, Uni<Void>> handler) {
        return gather(queue, message, (consumer, events) -> pool.withTransaction(connection -> seen.firstTimes(connection, consumer, ids(events))
                .call(first -> apply(first, events, news -> handler.apply(connection, news)))));
    }

    /** The same within a Panache transaction, for handlers that work with entities. */
    public Uni<Void> receiveTogether(String queue, Message<byte[]> message, Function<List<IncomingEvent>, Uni<Void>> handler) {
        return gather(queue, message, (consumer, events) -> Panache.withTransaction(() -> seen.firstTimes(consumer, ids(events))
                .call(first -> apply(first, events, handler))));
    }

    private Uni<Void> gather(String queue, Message<byte[]> message, Transaction transaction) {
        Delivery delivery = new Delivery(queue, channels.current(queue), message);
        channels.arrived(delivery);
        try {
            IncomingEvent event = IncomingEvent.read(message.getPayload(), json);
            batches.add(queue, new Arrived(delivery, event, Vertx.currentContext()), batch -> together(queue, batch, transaction));
            return Uni.createFrom().voidItem();
        } catch (PoisonMessage unreadable) {
            return settlement.failed(delivery, "(unreadable)", unreadable);
        }
    }

    private Uni<Void> together(String queue, List<Arrived> batch, Transaction transaction) {
        return Uni.createFrom().<Void>emitter(over -> batch.get(0).context().runOnContext(now -> {
            if (batch.size() == 1) {
                EventContext.enter(batch.get(0).event().context());
            }
            transaction.work(queue, batch.stream().map(Arrived::event).toList())
                    .onItemOrFailure().transformToUni((first, fault) -> settle(queue, batch, transaction, first, fault))
                    .subscribe().with(done -> over.complete(null), over::fail);
        }));
    }

    private Uni<Void> settle(String queue, List<Arrived> batch, Transaction transaction, Set<UUID> first, Throwable fault) {
        if (fault == null) {
            Set<UUID> news = new HashSet<>(first);
            batch.forEach(arrived -> settlement.noted(arrived.delivery(), arrived.event(), news.remove(arrived.event().id())));
            tell(settlement.done(batch.stream().map(Arrived::delivery).toList()));
            return Uni.createFrom().voidItem();
        }
        if (batch.size() == 1) {
            tell(settlement.failed(batch.get(0).delivery(), batch.get(0).event().id().toString(), fault));
            return Uni.createFrom().voidItem();
        }
        LOG.infof("%d events of %s failed together and are tried one by one: %s", batch.size(), queue, fault);
        return each(batch, arrived -> together(queue, List.of(arrived), transaction));
    }

    /**
     * Tells the broker without waiting for it: on a connection that is gone the word never arrives, and the next batch must
     * not wait for that. The broker delivers again what it was not told about, and the inbox knows it then.
     */
    private static void tell(Uni<Void> word) {
        word.subscribe().with(told -> {}, away -> LOG.debugf(away, "The broker could not be told"));
    }

    /** One after the other, whatever becomes of each. */
    private static Uni<Void> each(List<Arrived> batch, Function<Arrived, Uni<Void>> act) {
        return Multi.createFrom().iterable(batch).onItem().transformToUniAndConcatenate(arrived -> act.apply(arrived).onFailure().recoverWithNull())
                .collect().last().replaceWithVoid();
    }

    private static List<UUID> ids(List<IncomingEvent> events) {
        return events.stream().map(IncomingEvent::id).toList();
    }

    private static Uni<Void> apply(Set<UUID> first, List<IncomingEvent> events, Function<List<IncomingEvent>, Uni<Void>> handler) {
        Set<UUID> left = new HashSet<>(first);
        List<IncomingEvent> news = events.stream().filter(event -> left.remove(event.id())).toList();
        return news.isEmpty() ? Uni.createFrom().voidItem() : handler.apply(news);
    }

    private Uni<Void> handle(Delivery delivery, IncomingEvent event, Function<IncomingEvent, Uni<Void>> handler) {
        EventContext.enter(event.context());
        return Panache.withTransaction(() -> seen.firstTime(delivery.queue(), event.id())
                        .call(first -> first ? handler.apply(event) : Uni.createFrom().voidItem()))
                .onItemOrFailure()
                .transformToUni((first, fault) -> fault == null
                        ? settlement.done(delivery, event, first)
                        : settlement.failed(delivery, event.id().toString(), fault));
    }
}

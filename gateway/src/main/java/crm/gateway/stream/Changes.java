package crm.gateway.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crm.gateway.GatewayConfig;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The latest changes in the order of the stream, and those who listen to them. Every gateway reads the stream from its
 * beginning, so that whoever was cut off goes on at any of them.
 */
@ApplicationScoped
public class Changes {

    /** Records whose owner is remembered for events that do not name one. */
    private static final int OWNERS = 200_000;

    private final Deque<Change> latest = new ArrayDeque<>();
    private final Map<String, Deque<Listener>> listeners = new HashMap<>();
    private final Cache<String, String> owners = Caffeine.newBuilder().maximumSize(OWNERS).build();
    private final int most;
    private final int perUser;
    private long newest = -1;
    private boolean stopping;

    public Changes(GatewayConfig config) {
        this.most = config.stream().remembered();
        this.perUser = config.stream().perUser();
    }

    synchronized long newest() {
        return newest;
    }

    /** Takes the next change of the stream. */
    synchronized void add(Change change) {
        if (change.offset() <= newest && change.offset() > newest - most) {
            return;
        }
        if (change.offset() != newest + 1) {
            latest.clear();
        }
        newest = change.offset();
        Change known = withOwner(change);
        latest.addLast(known);
        if (latest.size() > most) {
            latest.removeFirst();
        }
        listeners.values().forEach(ofUser -> ofUser.forEach(listener -> listener.offer(known)));
    }

    /** Passes over what cannot be read. */
    synchronized void skip(long offset) {
        if (offset == newest + 1) {
            newest = offset;
        }
    }

    private Change withOwner(Change change) {
        if (change.owner() != null) {
            owners.put(change.recordId(), change.owner());
            return change;
        }
        String owner = owners.getIfPresent(change.recordId());
        return owner == null ? change : new Change(change.offset(), change.type(), change.recordType(),
                change.recordId(), change.at(), change.actor(), owner, false, false,
                change.follower(), change.audience());
    }

    /** From now on the listener hears of everything after its position; the oldest one of a user makes room. */
    synchronized void join(Listener listener) {
        Deque<Listener> ofUser = listeners.computeIfAbsent(listener.user(), user -> new ArrayDeque<>());
        if (ofUser.size() >= perUser) {
            ofUser.removeFirst().end();
        }
        ofUser.addLast(listener);
        if (stopping) {
            listener.end();
        }
        if (latest.isEmpty() || listener.position() + 1 < latest.getFirst().offset()) {
            if (listener.position() < newest) {
                listener.reset(newest);
            }
        } else {
            latest.stream().filter(change -> change.offset() > listener.position()).forEach(listener::offer);
        }
    }

    /** Whoever listens comes back and finds another gateway; who stops does not wait for them. */
    synchronized void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        listeners.values().forEach(ofUser -> ofUser.forEach(Listener::end));
    }

    synchronized void leave(Listener listener) {
        Deque<Listener> ofUser = listeners.get(listener.user());
        if (ofUser != null && ofUser.remove(listener) && ofUser.isEmpty()) {
            listeners.remove(listener.user());
        }
    }

    synchronized int listening() {
        return listeners.values().stream().mapToInt(Deque::size).sum();
    }
}

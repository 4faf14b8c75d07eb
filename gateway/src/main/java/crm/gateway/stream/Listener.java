package crm.gateway.stream;

import crm.gateway.access.Caller;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One open stream of one user. What does not concern the user goes past; who reads too slowly is cut. */
final class Listener {

    private static final int WAITING = 1_000;
    private static final int UNREAD_BYTES = 256 * 1024;

    private final Caller caller;
    private final HttpServerResponse response;
    private final HttpConnection connection;
    private final Context context;
    private final MayRead mayRead;
    private final Instant opened;
    private final Set<String> followed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long position;
    private Future<Void> last = Future.succeededFuture();

    Listener(Caller caller, HttpServerRequest request, Context context, MayRead mayRead, Instant opened,
            long position) {
        this.caller = caller;
        this.response = request.response().setWriteQueueMaxSize(UNREAD_BYTES);
        this.connection = request.connection();
        this.context = context;
        this.mayRead = mayRead;
        this.opened = opened;
        this.position = position;
    }

    String user() {
        return caller.login();
    }

    long position() {
        return position;
    }

    void follow(String recordId) {
        followed.add(recordId);
    }

    /** Called in the order of the stream. */
    void offer(Change change) {
        if (change.offset() <= position) {
            // The stream was made anew and counts from the beginning again.
            if (change.isLaterThan(opened)) {
                reset(change.offset());
            }
            return;
        }
        position = change.offset();
        if (change.isFollowing()) {
            if (user().equals(change.follower())) {
                remember(change);
            }
            return;
        }
        String why = change.toldAgain() ? null : why(change);
        if (why == null) {
            return;
        }
        if (waiting.incrementAndGet() > WAITING) {
            context.runOnContext(now -> cut());
            return;
        }
        boolean checked = followed.contains(change.recordId());
        context.runOnContext(now -> last = last
                .compose(before -> checked ? mayRead.record(change) : Future.succeededFuture(true))
                .map(may -> {
                    waiting.decrementAndGet();
                    if (may) {
                        write(change.text(why));
                    }
                    return null;
                }));
    }

    private void remember(Change change) {
        if (change.startsFollowing()) {
            followed.add(change.recordId());
        } else {
            followed.remove(change.recordId());
        }
    }

    private String why(Change change) {
        if (change.audience().has(caller)) {
            return change.audience().why();
        }
        if (user().equals(change.owner())) {
            return change.given() ? "it was given to you" : "you own it";
        }
        return followed.contains(change.recordId()) ? "you follow it" : null;
    }

    /** Tells the client that something was missed and that it has to load anew. */
    void reset(long from) {
        position = from;
        context.runOnContext(now -> write("event: reset\nid: " + from + "\ndata: {}\n\n"));
    }

    /** Keeps proxies from closing, and the client's position from growing old. */
    void beat() {
        write(waiting.get() == 0 && position >= 0 ? ":\nid: " + position + "\n\n" : ":\n\n");
    }

    void end() {
        context.runOnContext(now -> {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        });
    }

    private void write(String text) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.writeQueueFull()) {
            cut();
            return;
        }
        response.write(text);
    }

    /** Closing in good order would wait for the client to read what it does not read. */
    private void cut() {
        if (connection instanceof ConnectionBase open) {
            open.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }
}

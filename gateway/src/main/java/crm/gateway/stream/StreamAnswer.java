package crm.gateway.stream;

import crm.gateway.GatewayConfig;
import crm.gateway.access.Caller;
import crm.gateway.access.KnownCallers;
import crm.gateway.answer.JsonAnswer;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.upstream.AskPart;
import crm.gateway.upstream.Part;
import crm.gateway.upstream.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** {@code GET /api/v1/stream}: server-sent events about what the caller owns or follows or is asked for, each with the reason. */
@ApplicationScoped
public class StreamAnswer {

    private static final long SOON = 5;
    /** Whoever follows more than this many times 200 records hears of the latest of them. */
    private static final int PAGES = 5;

    private final Broker broker;
    private final Changes changes;
    private final KnownCallers known;
    private final AskPart ask;
    private final Clock clock;
    private final long beat;

    public StreamAnswer(Broker broker, Changes changes, KnownCallers known, AskPart ask, Clock clock,
            GatewayConfig config) {
        this.broker = broker;
        this.changes = changes;
        this.known = known;
        this.ask = ask;
        this.clock = clock;
        this.beat = config.stream().heartbeat().toMillis();
    }

    public void answer(RoutingContext context, Caller caller) {
        if (!JsonAnswer.isAskedFor(context)) {
            return;
        }
        if (!broker.isThere()) {
            Problems.send(context, Problem.unavailable("Changes cannot be followed at the moment.", SOON));
            return;
        }
        Listener listener = new Listener(caller, context.request(), context.vertx().getOrCreateContext(),
                new MayRead(ask, caller, context), clock.instant(), position(context));
        followed(listener, caller, context, "", PAGES).onSuccess(state -> {
            if (state == Part.State.UNAVAILABLE) {
                Problems.send(context, Problem.unavailable("What you follow cannot be read at the moment.", SOON));
            } else if (!context.response().closed()) {
                open(context, caller, listener);
            }
        });
    }

    private void open(RoutingContext context, Caller caller, Listener listener) {
        Vertx vertx = context.vertx();
        HttpServerResponse response = context.response().setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Accel-Buffering", "no");
        response.write("retry: 3000\n\n");
        long timer = vertx.setPeriodic(beat, now -> {
            if (known.hasEnded(caller.session()) || clock.instant().getEpochSecond() >= caller.expiresAt()) {
                listener.end();
            } else {
                listener.beat();
            }
        });
        long expiry = vertx.setTimer(Math.max(1, caller.expiresAt() * 1_000 - clock.millis()), now -> listener.end());
        context.addEndHandler(gone -> stop(vertx, listener, timer, expiry));
        changes.join(listener);
        context.request().resume();
    }

    private void stop(Vertx vertx, Listener listener, long timer, long expiry) {
        vertx.cancelTimer(timer);
        vertx.cancelTimer(expiry);
        changes.leave(listener);
    }

    /** Where the client left off, or now. */
    private long position(RoutingContext context) {
        String last = context.request().getHeader("Last-Event-ID");
        return last != null && last.matches("[0-9]{1,18}") ? Long.parseLong(last) : changes.newest();
    }

    private Future<Part.State> followed(Listener listener, Caller caller, RoutingContext context, String cursor,
            int pages) {
        return ask.of(Service.GOVERNANCE, "/api/v1/follows?limit=200" + cursor, caller, context).compose(part -> {
            if (!part.isOk()) {
                return Future.succeededFuture(part.state());
            }
            part.data().getJsonArray("items", new JsonArray())
                    .forEach(item -> listener.follow(((JsonObject) item).getString("recordId")));
            String next = part.data().getString("nextCursor");
            return next == null || pages <= 1 ? Future.succeededFuture(Part.State.OK)
                    : followed(listener, caller, context, "&cursor=" + next, pages - 1);
        });
    }
}

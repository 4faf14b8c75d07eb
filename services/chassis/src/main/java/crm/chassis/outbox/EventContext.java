package crm.chassis.outbox;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;
import java.util.UUID;

/**
 * What the work at hand belongs to, so that the events it emits can say so. It lives on the duplicated Vert.x context
 * of a request or of an event being handled, and is gone with it.
 *
 * @param causationId event being handled, or null
 * @param correlationId what the whole exchange is about, or null
 * @param onBehalfOf login name of who started it, or null
 * @param traceparent W3C trace context it came with, or null
 */
public record EventContext(UUID causationId, String correlationId, String onBehalfOf, String traceparent) {

    static final EventContext NONE = new EventContext(null, null, null, null);

    private static final String KEY = EventContext.class.getName();

    public static Optional<EventContext> current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY) : Optional.empty();
    }

    /** Binds this context to the current duplicated Vert.x context; elsewhere it has no effect. */
    public static void enter(EventContext context) {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(KEY, context);
        }
    }
}

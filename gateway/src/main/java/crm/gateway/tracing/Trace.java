package crm.gateway.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The trace of one request. It always begins here: what a client says about traces is not believed.
 *
 * @param id 32 hexadecimal digits
 * @param traceparent the header for the service, or null where OpenTelemetry writes it
 */
public record Trace(String id, String traceparent) {

    /** One of so many is worth being sent by the services: as many as they would choose by themselves. */
    private static final int ONE_OF = 100;
    private static final String KEY = Trace.class.getName();

    public static Trace of(RoutingContext context) {
        Trace trace = context.get(KEY);
        if (trace == null) {
            trace = begin();
            context.put(KEY, trace);
        }
        return trace;
    }

    private static Trace begin() {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            return new Trace(span.getTraceId(), null);
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        String id = hex.toHexDigits(random.nextLong() | 1) + hex.toHexDigits(random.nextLong());
        return new Trace(id, "00-" + id + "-" + hex.toHexDigits(random.nextLong() | 1) + (random.nextInt(ONE_OF) == 0 ? "-01" : "-00"));
    }
}

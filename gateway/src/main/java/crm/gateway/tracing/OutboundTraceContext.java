package crm.gateway.tracing;

import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkus.opentelemetry.runtime.propagation.TextMapPropagatorCustomizer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Writes {@code traceparent} for the services and reads none: a client cannot put its requests into a trace of
 * ours.
 */
@ApplicationScoped
public class OutboundTraceContext implements TextMapPropagatorCustomizer {

    @Override
    public TextMapPropagator customize(Context setup) {
        return new OutboundOnly(setup.propagator());
    }
}

package crm.gateway.tracing;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import java.util.Collection;

/** Writes {@code traceparent} for the services and reads none: a client cannot put its requests into a trace of ours. */
public class OutboundTraceContext implements ConfigurablePropagatorProvider {

    @Override
    public String getName() {
        return "outbound-tracecontext";
    }

    @Override
    public TextMapPropagator getPropagator(ConfigProperties config) {
        TextMapPropagator standard = W3CTraceContextPropagator.getInstance();
        return new TextMapPropagator() {
            @Override
            public Collection<String> fields() {
                return standard.fields();
            }

            @Override
            public <C> void inject(Context context, C carrier, TextMapSetter<C> setter) {
                standard.inject(context, carrier, setter);
            }

            @Override
            public <C> Context extract(Context context, C carrier, TextMapGetter<C> getter) {
                return context;
            }
        };
    }
}

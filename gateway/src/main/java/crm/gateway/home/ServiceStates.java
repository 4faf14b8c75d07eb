package crm.gateway.home;

import crm.gateway.upstream.Service;
import crm.gateway.upstream.Ask;
import crm.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Which services run, asked of all at once. */
@ApplicationScoped
public class ServiceStates {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Ask ask;
    private final Upstreams upstreams;

    public ServiceStates(Ask ask, Upstreams upstreams) {
        this.ask = ask;
        this.upstreams = upstreams;
    }

    /** @param ready whether the service says that it can work */
    public record State(String name, boolean ready) {}

    public Future<List<State>> now() {
        List<Future<State>> answers = Arrays.stream(Service.values()).map(this::of).toList();
        return Future.join(answers).map(all -> answers.stream().map(Future::result).toList());
    }

    private Future<State> of(Service service) {
        return ask.body(upstreams.of(service), "/q/health/ready", PATIENCE)
                .map(ready -> new State(service.key(), true))
                .otherwise(new State(service.key(), false));
    }
}

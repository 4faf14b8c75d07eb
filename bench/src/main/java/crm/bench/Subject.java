package crm.bench;

import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** One way to do the same work: PostgreSQL alone, the service, the gateway. */
record Subject(String name, Function<Kind, Supplier<Future<Void>>> works) {

    Supplier<Future<Void>> work(Kind kind) {
        return works.apply(kind);
    }
}

package crm.gateway.documentation;

import crm.gateway.GatewayConfig;
import crm.gateway.upstream.Ask;
import crm.gateway.upstream.Service;
import crm.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The OpenAPI of the whole platform: each service is asked for its own; for one that is away the document of the
 * release stands in.
 */
@ApplicationScoped
public class MergedOpenApi {

    private static final Logger LOG = Logger.getLogger(MergedOpenApi.class);
    private static final String PATH = "/q/openapi?format=json";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Ask ask;
    private final Upstreams upstreams;
    private final Clock clock;
    private final String publicUrl;
    private volatile Made made;

    public MergedOpenApi(Ask ask, Upstreams upstreams, Clock clock, GatewayConfig config) {
        this.ask = ask;
        this.upstreams = upstreams;
        this.clock = clock;
        this.publicUrl = config.publicUrl().toString();
    }

    private record Made(Buffer document, Instant at) {}

    public Future<Buffer> document() {
        Made latest = made;
        if (latest != null && clock.instant().isBefore(latest.at().plus(FRESH))) {
            return Future.succeededFuture(latest.document());
        }
        Map<Service, Future<JsonObject>> asked = new EnumMap<>(Service.class);
        Arrays.stream(Service.values()).forEach(service -> asked.put(service, of(service)));
        return Future.join(List.copyOf(asked.values())).map(all -> {
            OpenApiMerger merger = new OpenApiMerger(publicUrl);
            asked.forEach((service, document) -> merger.add(service.key(), document.result()));
            Buffer document = merger.merged().toBuffer();
            made = new Made(document, clock.instant());
            return document;
        });
    }

    private Future<JsonObject> of(Service service) {
        return ask.body(upstreams.of(service), PATH, PATIENCE).map(JsonObject::new)
                .recover(away -> Future.succeededFuture(released(service)));
    }

    private static JsonObject released(Service service) {
        String resource = "/openapi/" + service.key() + ".json";
        try (InputStream file = MergedOpenApi.class.getResourceAsStream(resource)) {
            return file == null ? new JsonObject() : new JsonObject(Buffer.buffer(file.readAllBytes()));
        } catch (DecodeException e) {
            LOG.errorf("%s is not JSON", resource);
            return new JsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

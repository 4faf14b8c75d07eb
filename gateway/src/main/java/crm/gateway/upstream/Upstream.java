package crm.gateway.upstream;

import crm.gateway.GatewayConfig;
import crm.gateway.limits.BodyTooLarge;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.util.TypeLiteral;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One service behind the gateway: its address, its connections, and the breaker that leaves it alone when it is
 * ill.
 */
public final class Upstream {

    private final String name;
    private final String host;
    private final int port;
    private final boolean tls;
    private final GatewayConfig config;
    private final VertxInternal vertx;
    private final TypedGuard<CompletionStage<Object>> guard;
    /** An event loop that uses its own connections never hands a request over to another thread. */
    private final Map<EventLoop, HttpClient> clients = new ConcurrentHashMap<>();
    private volatile boolean leftAlone;

    Upstream(String name, URI address, GatewayConfig config, Vertx vertx, MeterRegistry metrics) {
        this.name = name;
        this.host = address.getHost();
        this.tls = "https".equals(address.getScheme());
        this.port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
        this.config = config;
        this.vertx = (VertxInternal) vertx;
        this.guard = guard(config.breaker());
        Gauge.builder("crm.gateway.breaker.open", () -> leftAlone ? 1 : 0).tag("upstream", name)
                .description("1 while requests to the service are refused since the latest failed").register(metrics);
    }

    public String name() {
        return name;
    }

    HttpClient client() {
        ContextInternal context = vertx.getOrCreateContext();
        return clients.computeIfAbsent(context.nettyEventLoop(), loop -> vertx.createHttpClient(options(), pool()));
    }

    /** A request to be filled in. Only the connection is tried twice, and only for methods that change nothing. */
    Future<HttpClientRequest> connect(HttpMethod method, Duration answerWithin) {
        RequestOptions options = new RequestOptions().setHost(host).setPort(port).setSsl(tls).setMethod(method)
                .setConnectTimeout(config.upstream().connectTimeout().toMillis())
                .setIdleTimeout(answerWithin.toMillis());
        boolean safe = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
        Future<HttpClientRequest> first = client().request(options);
        return (safe ? first.recover(failure -> client().request(options)) : first)
                .recover(failure -> Future.failedFuture(new NotConnected(failure)));
    }

    /** Carries out a request unless the latest ones have shown that the service is ill. */
    @SuppressWarnings("unchecked")
    <T> Future<T> guarded(Supplier<Future<T>> request) {
        try {
            return (Future<T>) Future.fromCompletionStage(
                    guard.get(() -> request.get().map(Object.class::cast).toCompletionStage()),
                    vertx.getOrCreateContext());
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    Duration responseTimeout() {
        return config.upstream().responseTimeout();
    }

    Duration fileTimeout() {
        return config.upstream().fileTimeout();
    }

    Duration pause() {
        return config.breaker().pause();
    }

    void close() {
        clients.values().forEach(HttpClient::close);
    }

    private TypedGuard<CompletionStage<Object>> guard(GatewayConfig.Breaker breaker) {
        return TypedGuard.create(new TypeLiteral<CompletionStage<Object>>() {})
                .withDescription(name)
                .withCircuitBreaker()
                .name(name)
                .requestVolumeThreshold(breaker.requests())
                .failureRatio(breaker.failures())
                .delay(breaker.pause().toMillis(), ChronoUnit.MILLIS)
                .onStateChange(state -> leftAlone = state != CircuitBreakerState.CLOSED)
                .skipOn(List.of(ClientGone.class, BodyTooLarge.class))
                .done()
                .build();
    }

    private HttpClientOptions options() {
        return new HttpClientOptions()
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) config.upstream().keepAlive().toSeconds())
                .setConnectTimeout((int) config.upstream().connectTimeout().toMillis())
                // The last net under a service that stops in the middle of an answer.
                .setReadIdleTimeout((int) fileTimeout().plusMinutes(1).toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(64 * 1024)
                .setDecompressionSupported(false);
    }

    private PoolOptions pool() {
        return new PoolOptions()
                .setHttp1MaxSize(config.upstream().connections())
                .setMaxWaitQueueSize(config.upstream().waiting());
    }
}

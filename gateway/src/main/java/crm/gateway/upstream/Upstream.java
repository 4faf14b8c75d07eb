package crm.gateway.upstream;

import crm.gateway.GatewayConfig;
import crm.gateway.limits.BodyTooLarge;
import io.micrometer.core.instrument.Counter;
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
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
    /** These keep no connection, so that each request gets one that nobody used before. */
    private final Map<EventLoop, HttpClient> fresh = new ConcurrentHashMap<>();
    private final Counter repeats;
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
        this.repeats = Counter.builder("crm.gateway.repeats").tag("upstream", name)
                .description("Requests that only read and were sent once more, since the service closed their connection before it answered")
                .register(metrics);
    }

    public String name() {
        return name;
    }

    HttpClient client() {
        return clients.computeIfAbsent(loop(), loop -> vertx.createHttpClient(options(), pool()));
    }

    private EventLoop loop() {
        return vertx.getOrCreateContext().nettyEventLoop();
    }

    /** A request to be filled in. Only the connection is tried twice, and only for methods that change nothing. */
    Future<HttpClientRequest> connect(HttpMethod method, Duration answerWithin) {
        RequestOptions options = request(method, answerWithin);
        Future<HttpClientRequest> first = client().request(options);
        return (isSafe(method) ? first.recover(failure -> client().request(options)) : first)
                .recover(failure -> Future.failedFuture(new NotConnected(failure)));
    }

    /** A request to be filled in, on a connection that carried no other. */
    Future<HttpClientRequest> connectAnew(HttpMethod method, Duration answerWithin) {
        return fresh.computeIfAbsent(loop(), loop -> vertx.createHttpClient(options().setKeepAlive(false), pool()))
                .request(request(method, answerWithin))
                .recover(failure -> Future.failedFuture(new NotConnected(failure)));
    }

    private RequestOptions request(HttpMethod method, Duration answerWithin) {
        return new RequestOptions().setHost(host).setPort(port).setSsl(tls).setMethod(method)
                .setConnectTimeout(config.upstream().connectTimeout().toMillis())
                .setIdleTimeout(answerWithin.toMillis());
    }

    /** Asks by GET, once more on a new connection where that is worth it ({@link #repeated}). */
    <T> Future<T> get(Duration answerWithin, Function<HttpClientRequest, Future<T>> ask) {
        return connect(HttpMethod.GET, answerWithin).compose(ask)
                .recover(failure -> repeated(failure, () -> connectAnew(HttpMethod.GET, answerWithin).compose(ask)));
    }

    /** Whether a request of this method may reach a service twice; what changes something is left to its Idempotency-Key. */
    static boolean isSafe(HttpMethod method) {
        return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
    }

    /**
     * Carries out once more what changes nothing, where the service closed the connection before it answered: it may
     * have been about to close a kept one when the request came. Any other failure stays as it is. Within
     * {@link #guarded} both together count as one request, good if the second is.
     */
    <T> Future<T> repeated(Throwable failure, Supplier<Future<T>> onNewConnection) {
        if (!(failure instanceof HttpClosedException || failure instanceof IOException)) {
            return Future.failedFuture(failure);
        }
        repeats.increment();
        return onNewConnection.get();
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
        fresh.values().forEach(HttpClient::close);
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

package crm.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Open connections to the stream of what concerns somebody. */
final class Streams implements AutoCloseable {

    private final HttpClient client;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();
    private volatile boolean closing;

    Streams(Vertx vertx, String gateway, List<String> tokens, int many) {
        client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(many));
        for (int i = 0; i < many; i++) {
            RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(gateway + "/api/v1/stream")
                    .putHeader("Authorization", "Bearer " + tokens.get(i % tokens.size())).putHeader("Accept", "text/event-stream");
            client.request(options).compose(request -> request.send()).onComplete(answer -> {
                if (answer.failed() || answer.result().statusCode() != 200) {
                    lost.incrementAndGet();
                    return;
                }
                open.incrementAndGet();
                answer.result().handler(text -> count(text.toString())).exceptionHandler(failure -> {}).endHandler(end -> {
                    if (!closing) {
                        open.decrementAndGet();
                        lost.incrementAndGet();
                    }
                });
            });
        }
    }

    private void count(String text) {
        for (int at = text.indexOf("data:"); at >= 0; at = text.indexOf("data:", at + 1)) {
            events.incrementAndGet();
        }
    }

    int open() {
        return open.get();
    }

    int lost() {
        return lost.get();
    }

    int events() {
        return events.get();
    }

    @Override
    public void close() {
        closing = true;
        client.close();
    }
}

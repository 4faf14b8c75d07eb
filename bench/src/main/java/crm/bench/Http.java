package crm.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The API, at the service itself or at the gateway. */
final class Http {

    private static final int CONNECTIONS = 128;
    private static final long TIMEOUT_MILLIS = 60_000;
    private static final String PAGE = "/api/v1/leads?filter=status==NEW&sort=-createdAt&limit=50";

    private final Context context;
    private final HttpClient client;
    private final String base;
    private final String token;

    Http(Vertx vertx, String base, String token) {
        this(vertx.getOrCreateContext(), vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(CONNECTIONS)), base,
                token);
    }

    private Http(Context context, HttpClient client, String base, String token) {
        this.context = context;
        this.client = client;
        this.base = base;
        this.token = token;
    }

    /** The same connections, for somebody else or with a newer token. */
    Http with(String otherToken) {
        return new Http(context, client, base, otherToken);
    }

    Subject subject(String name, List<UUID> ids) {
        return new Subject(name, kind -> switch (kind) {
            case CREATE -> () -> send(HttpMethod.POST, "/api/v1/leads", "application/json", Buffer.buffer(lead()), 201).mapEmpty();
            case READ -> () -> send(HttpMethod.GET, "/api/v1/leads/" + ids.get(ThreadLocalRandom.current().nextInt(ids.size())), null, null, 200).mapEmpty();
            case PAGE -> () -> send(HttpMethod.GET, PAGE, null, null, 200).mapEmpty();
        });
    }

    static String lead() {
        return "{\"firstName\":\"" + word() + "\",\"lastName\":\"" + word() + "\",\"company\":\"" + word() + " " + word()
                + "\",\"email\":\"" + word() + "." + word() + "@" + word() + ".example\",\"leadSource\":\"Web\"}";
    }

    private static String word() {
        return ThreadLocalRandom.current().ints(8, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** Sends a request and answers the body; another status than the expected is a failure. */
    Future<Buffer> send(HttpMethod method, String path, String contentType, Buffer body, int expected) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(base + path).setTimeout(TIMEOUT_MILLIS)
                .putHeader("Authorization", "Bearer " + token);
        if (contentType != null) {
            options.putHeader("Content-Type", contentType);
        }
        if (method == HttpMethod.PUT || method == HttpMethod.PATCH) {
            options.putHeader("If-Match", "*");
        }
        Promise<Buffer> answered = Promise.promise();
        // on the client's own thread, or an answer could arrive before anybody listens for its body
        context.runOnContext(start -> client.request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(response -> response.body().compose(answer -> response.statusCode() == expected
                        ? Future.succeededFuture(answer)
                        : Future.failedFuture(method + " " + path + " answered " + response.statusCode() + " " + answer)))
                .onComplete(answered));
        return answered.future();
    }
}

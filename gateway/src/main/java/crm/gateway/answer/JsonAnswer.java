package crm.gateway.answer;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What the gateway answers by itself. */
public final class JsonAnswer {

    private JsonAnswer() {}

    /** Whether something is read; if not, that is answered. */
    public static boolean isAskedFor(RoutingContext context) {
        HttpMethod method = context.request().method();
        boolean reads = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
        if (!reads) {
            Problems.send(context, Problem.methodNotAllowed());
        }
        return reads;
    }

    /** Answers a GET with JSON that nobody may keep. */
    public static void send(RoutingContext context, JsonObject document) {
        if (!isAskedFor(context) || context.response().closed()) {
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(document.toBuffer());
        context.request().resume();
    }
}

package crm.gateway.answer;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What the gateway answers by itself. */
public final class JsonAnswer {

    private JsonAnswer() {}

    /** Answers a GET with JSON that nobody may keep. */
    public static void send(RoutingContext context, JsonObject document) {
        HttpMethod method = context.request().method();
        if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
            Problems.send(context, Problem.methodNotAllowed());
            return;
        }
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(document.toBuffer());
        context.request().resume();
    }
}

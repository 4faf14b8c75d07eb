package crm.gateway.documentation;

import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.limits.RequestRates;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** {@code /api/docs} for people and {@code /api/openapi} for programs; both open to everyone. */
@ApplicationScoped
public class DocsRoutes {

    private static final String SWAGGER_UI = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final MergedOpenApi openApi;
    private final RequestRates rates;

    public DocsRoutes(MergedOpenApi openApi, RequestRates rates) {
        this.openApi = openApi;
        this.rates = rates;
    }

    @CheckedTemplate(basePath = "")
    static class Pages {
        static native TemplateInstance docs(String version);
    }

    void routes(@Observes Router router) {
        String page = Pages.docs(version()).render();
        router.get("/api/docs").handler(context -> context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(page));
        router.get("/api/openapi").handler(this::document);
        router.route("/api/*").last().handler(context -> Problems.send(context, Problem.notFound()));
    }

    private void document(RoutingContext context) {
        long wait = rates.ofAddress(context.request().remoteAddress().hostAddress());
        if (wait > 0) {
            Problems.send(context, Problem.tooMany(wait));
            return;
        }
        openApi.document().onSuccess(document -> {
            context.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .end(document);
        }).onFailure(failure -> Problems.send(context,
                Problem.unavailable("The document cannot be made at the moment.", 5)));
    }

    private static String version() {
        try (InputStream properties = DocsRoutes.class.getResourceAsStream(SWAGGER_UI)) {
            Properties read = new Properties();
            read.load(properties);
            return read.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

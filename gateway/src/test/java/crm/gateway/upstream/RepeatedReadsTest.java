package crm.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.StubService;
import crm.gateway.surroundings.Surroundings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Services that end a connection which the gateway kept just when it sends the next request on it. Each test asks on one
 * connection of its own, which stays with one event loop of the gateway and so with what that one kept.
 */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class RepeatedReadsTest {

    private static final String TOKEN = Issuer.token("crm-admin", "crm-admin");

    @TestHTTPResource
    URI gateway;

    @Inject
    Vertx vertx;

    @Inject
    MeterRegistry metrics;

    private HttpClient browser;

    private record Answer(int status, String text) {
        JsonObject json() {
            return new JsonObject(text);
        }
    }

    @BeforeEach
    void connect() {
        browser = vertx.createHttpClient(new HttpClientOptions().setDefaultHost(gateway.getHost()).setDefaultPort(gateway.getPort()),
                new PoolOptions().setHttp1MaxSize(1));
    }

    @AfterEach
    void nobodyElseIsDisturbed() {
        browser.close();
        Surroundings.forgetWhatWasAgreed();
        CircuitBreakerMaintenance.get().resetAll();
    }

    private Answer ask(HttpMethod method, String path) {
        return browser.request(method, path)
                .compose(request -> request.putHeader("Authorization", "Bearer " + TOKEN).send())
                .compose(response -> response.body().map(body -> new Answer(response.statusCode(), body.toString())))
                .toCompletionStage().toCompletableFuture().join();
    }

    private double repeats(String upstream) {
        return metrics.get("crm.gateway.repeats").tag("upstream", upstream).counter().count();
    }

    /** From now on the service, which holds a kept connection of this test's event loop, ends it on the next request. */
    private StubService tired(String name, String path) {
        assertEquals(200, ask(HttpMethod.GET, path).status());
        StubService service = Surroundings.service(name);
        service.closesKeptConnections();
        return service;
    }

    @Test
    void whatReadsIsSentOnceMoreOnANewConnection() {
        StubService leads = tired("leads", "/api/v1/leads");
        double before = repeats("leads");
        String path = "/api/v1/leads/" + UUID.randomUUID();
        Answer answer = ask(HttpMethod.GET, path + "?a=b");
        assertEquals(200, answer.status(), answer.text());
        assertEquals(path + "?a=b", answer.json().getString("uri"));
        assertEquals("Bearer " + TOKEN, answer.json().getJsonObject("headers").getString("authorization"));
        assertEquals(2, leads.received(path));
        assertEquals(before + 1, repeats("leads"));
    }

    @Test
    void whatChangesSomethingIsNotSentAgain() {
        for (HttpMethod method : new HttpMethod[] {HttpMethod.POST, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE}) {
            Surroundings.forgetWhatWasAgreed();
            StubService cases = tired("cases", "/api/v1/cases");
            double before = repeats("cases");
            String path = "/api/v1/cases/" + UUID.randomUUID();
            assertEquals(503, ask(method, path).status(), method.name());
            assertEquals(1, cases.received(path), method.name());
            assertEquals(before, repeats("cases"));
        }
    }

    @Test
    void aServiceThatAnswersNeitherTimeIsAwayAndCountsOnceForTheBreaker() {
        String path = "/api/v1/fields/" + UUID.randomUUID();
        for (int request = 1; request <= 20; request++) {
            Answer answer = ask(HttpMethod.GET, path + "?do=cut");
            assertTrue(answer.status() == 503 && answer.text().contains("went away while it answered"), request + ": " + answer.text());
        }
        assertEquals(40, Surroundings.service("governance").received(path));
        assertTrue(ask(HttpMethod.GET, "/api/v1/fields").text().contains("left alone"));
    }

    @Test
    void thePartsOfACustomerAreAskedForOnceMoreToo() {
        tired("opportunities", "/api/v1/accounts");
        double before = repeats("opportunities");
        Answer customer = ask(HttpMethod.GET, "/api/v1/customers/" + UUID.randomUUID());
        assertEquals(200, customer.status(), customer.text());
        JsonObject parts = customer.json().getJsonObject("parts");
        for (String part : new String[] {"account", "contacts", "openOpportunities", "closedOpportunities", "activities", "commitments"}) {
            assertEquals("OK", parts.getJsonObject(part).getString("state"), part);
        }
        assertTrue(repeats("opportunities") > before);
    }

    @Test
    void whoseAnImportIsIsAskedOnceMoreToo() {
        tired("leads", "/api/v1/leads");
        Answer answer = ask(HttpMethod.GET, "/api/v1/imports/" + UUID.randomUUID() + "leads");
        assertEquals(200, answer.status(), answer.text());
        assertEquals("leads", answer.json().getString("service"));
    }
}

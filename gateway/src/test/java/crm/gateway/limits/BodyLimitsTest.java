package crm.gateway.limits;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.gateway.surroundings.Issuer;
import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class BodyLimitsTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String TOKEN = Issuer.token("sales-rep", "sales-rep");

    @TestHTTPResource
    URI gateway;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", type);
    }

    private HttpResponse<String> sendChunked(String path, String type, int bytes) throws IOException,
            InterruptedException {
        return client.send(request(path, type).POST(HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(new byte[bytes]))).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aBodyOfTheLargestSizePasses() {
        given().auth().oauth2(TOKEN).contentType("application/json").body(new byte[MEGABYTE]).post("/api/v1/leads")
                .then()
                .statusCode(200).body("bytes", equalTo(MEGABYTE));
    }

    @Test
    void aBodyThatAnnouncesMoreIsRefusedUnseen() {
        int before = Surroundings.service("leads").received();
        given().auth().oauth2(TOKEN).contentType("application/json").body(new byte[MEGABYTE + 1]).post("/api/v1/leads")
                .then()
                .statusCode(413).contentType("application/problem+json")
                .body("type", equalTo("urn:crm:problem:content-too-large"));
        assertEquals(before, Surroundings.service("leads").received());
    }

    @Test
    void aBodyOfUnknownLengthIsCounted() throws Exception {
        HttpResponse<String> fits = sendChunked("/api/v1/leads", "application/json", MEGABYTE);
        assertEquals(200, fits.statusCode(), fits.body());
        HttpResponse<String> tooLarge = sendChunked("/api/v1/leads", "application/json", 3 * MEGABYTE);
        assertEquals(413, tooLarge.statusCode(), tooLarge.body());
        assertEquals("application/problem+json", tooLarge.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void aCsvFileForAnImportMayBeLarger() throws Exception {
        assertEquals(200, sendChunked("/api/v1/leads/imports", "text/csv; charset=utf-8", 20 * MEGABYTE).statusCode());
        assertEquals(413, sendChunked("/api/v1/leads/imports", "application/json", 2 * MEGABYTE).statusCode());
        assertEquals(413, sendChunked("/api/v1/leads", "text/csv", 2 * MEGABYTE).statusCode());
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        HttpResponse<String> answer = client.send(request("/api/v1/leads/imports", "text/csv").expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2 * MEGABYTE])).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Test
    void theGatewayGoesOnAfterRefusals() throws Exception {
        for (int round = 0; round < 5; round++) {
            assertEquals(413, sendChunked("/api/v1/leads", "application/json", 2 * MEGABYTE).statusCode());
        }
        given().auth().oauth2(TOKEN).get("/api/v1/leads").then().statusCode(200);
    }
}

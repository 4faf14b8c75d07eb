package crm.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What the platform answered. */
public record Answer(String request, int status, HttpHeaders headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer from(HttpResponse<byte[]> response) {
        String request = response.request().method() + " " + response.uri().getRawPath();
        return new Answer(request, response.statusCode(), response.headers(), response.body());
    }

    public Answer expect(int expected) {
        assertThat(status).as("%s answered %s", request, shortened()).isEqualTo(expected);
        return this;
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(request + " answered no JSON: " + shortened(), e);
        }
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String id() {
        return json().path("id").asText();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    private String shortened() {
        String text = text();
        return text.length() <= 1_500 ? text : text.substring(0, 1_500) + "…";
    }
}

package crm.e2e.story;


import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.e2e.platform.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one person is told by the stream of the gateway (server-sent events). */
final class StreamOfOne implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> news = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;

    private StreamOfOne(Stream<String> lines) {
        this.lines = lines;
    }

    static StreamOfOne of(Platform platform, String user) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.gateway() + "/api/v1/stream"))
                .header("Authorization", "Bearer " + platform.token(user)).header("Accept", "text/event-stream").build();
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IOException("The stream answered " + response.statusCode());
        }
        StreamOfOne stream = new StreamOfOne(response.body());
        Thread reader = new Thread(stream::read, "stream of " + user);
        reader.setDaemon(true);
        reader.start();
        return stream;
    }

    private void read() {
        try {
            lines.filter(line -> line.startsWith("data:")).forEach(line -> news.add(parsed(line.substring(5))));
        } catch (RuntimeException ended) {
            // closed by the test, or by the gateway; what was heard stays
        }
    }

    private static JsonNode parsed(String data) {
        try {
            return JSON.readTree(data);
        } catch (IOException noJson) {
            return JSON.createObjectNode().put("text", data);
        }
    }

    /** The first news of that kind, those that came before included. */
    JsonNode await(Predicate<JsonNode> kind) {
        return org.awaitility.Awaitility.await("news").atMost(Duration.ofSeconds(30)).until(() -> news.stream().filter(kind).findFirst(), Optional::isPresent).orElseThrow();
    }

    @Override
    public void close() {
        lines.close();
    }
}

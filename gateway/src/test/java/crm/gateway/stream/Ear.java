package crm.gateway.stream;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Listens to the stream as a browser does. */
final class Ear {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> heard;

    private Ear(HttpResponse<Stream<String>> response) {
        this.heard = CompletableFuture.runAsync(() -> {
            try (Stream<String> body = response.body()) {
                body.forEach(lines::add);
            }
        }, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        });
    }

    static Ear of(String token, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/v1/stream"))
                .header("Authorization", "Bearer " + token);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return new Ear(HttpClient.newHttpClient().sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .get(20, TimeUnit.SECONDS));
    }

    List<String> data() {
        return lines.stream().filter(line -> line.startsWith("data: {\"")).map(line -> line.substring(6)).toList();
    }

    List<String> ids() {
        return lines.stream().filter(line -> line.startsWith("id: ")).map(line -> line.substring(4)).toList();
    }

    boolean heard(String line) {
        return lines.contains(line);
    }

    boolean hasEnded() {
        return heard.isDone();
    }
}

package crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whether the filter beside each number of an answer lists as many records as it says. */
final class DrillDown {

    private static final int MOST = 30;

    private final Http service;
    private final ObjectMapper json = new ObjectMapper();

    DrillDown(Http service) {
        this.service = service;
    }

    /** What was found, in words: {@code 12 of 12 numbers}; of many numbers some 30 are looked at, from all over the answer. */
    String of(String path) {
        List<JsonNode> numbers = new ArrayList<>();
        get(path).findParents("count").forEach(number -> {
            if (number.path("filter").isTextual() && number.path("count").isIntegralNumber()) {
                numbers.add(number);
            }
        });
        int step = Math.max(1, numbers.size() / MOST);
        int looked = 0;
        int same = 0;
        for (int i = 0; i < numbers.size(); i += step) {
            looked++;
            long listed = get("/api/v1/opportunities?count=true&limit=1&filter=" + URLEncoder.encode(numbers.get(i).path("filter").textValue(), StandardCharsets.UTF_8))
                    .path("total").longValue();
            same += listed == numbers.get(i).path("count").longValue() ? 1 : 0;
        }
        return looked == 0 ? "–" : same + " of " + looked + " numbers";
    }

    private JsonNode get(String path) {
        try {
            return json.readTree(service.send(HttpMethod.GET, path, null, null, 200).toCompletionStage().toCompletableFuture().join().getBytes());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}

package crm.e2e.platform;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One import, followed from the upload to the end. */
public final class ImportJob {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Set<String> OVER = Set.of("COMPLETED", "FAILED", "REVERSED");

    private final Api api;
    private final String id;
    private final List<Long> progress = new ArrayList<>();
    private JsonNode latest;

    private ImportJob(Api api, JsonNode accepted) {
        this.api = api;
        this.id = accepted.path("id").asText();
        this.latest = accepted;
    }

    public static ImportJob of(Api api, Answer accepted) {
        return new ImportJob(api, accepted.json());
    }

    /** @param query parameters of the upload, such as {@code matchOn=externalId}; may be empty */
    public static ImportJob start(Api api, String collection, byte[] file, String query, String key) {
        Answer accepted = api.persistently("POST", "/" + collection + "/imports?" + query, file, "text/csv; charset=UTF-8",
                "Idempotency-Key", key);
        return new ImportJob(api, accepted.expect(202).json());
    }

    /** Asks how far it is; keeps what it knew while nobody answers. */
    public JsonNode look() {
        try {
            Answer answer = api.get("/imports/" + id);
            if (answer.status() == 200) {
                latest = answer.json();
                progress.add(latest.path("processed").asLong());
            }
        } catch (java.io.UncheckedIOException away) {
            // its progress is asked again
        }
        return latest;
    }

    public boolean isOver() {
        return OVER.contains(latest.path("state").asText());
    }

    public JsonNode toTheEnd() {
        await("the import is over").atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            look();
            return isOver();
        });
        return latest;
    }

    /** What was processed at each look. */
    public List<Long> progress() {
        return progress;
    }

    public long latest(String member) {
        return latest.path(member).asLong();
    }

    /** The rows of a finished import that failed, with their reasons; the test data have no line breaks within cells. */
    public static List<String> errorLines(Api api, JsonNode job) {
        return api.get("/imports/" + job.path("id").asText() + "/errors?format=csv").expect(200).text().lines().skip(1).toList();
    }

    /** Rows of which it is told what became of them; has to be all. */
    public static long accountedFor(JsonNode job) {
        return Stream.of("created", "updated", "unchanged", "duplicates", "failed").mapToLong(what -> job.path(what).asLong()).sum();
    }
}

package crm.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How many rows of a CSV file become leads in a second, history and events included. */
final class ImportRate {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Platform platform;
    private final Http http;

    ImportRate(Platform platform, Http http) {
        this.platform = platform;
        this.http = http;
    }

    /** One line: the rate, and the CPU that each part of the platform spent by row meanwhile, its consumers' included. */
    String measure(int rows) {
        Map<String, Long> before = CpuTime.ofParts(platform);
        double rate = rowsPerSecond(rows);
        return String.format(Locale.ROOT, "import of %,d leads through the gateway: %,.0f rows/s; CPU ms by row: %s", rows, rate,
                CpuTime.since(before, platform, rows));
    }

    private double rowsPerSecond(int rows) {
        String run = Long.toString(System.currentTimeMillis(), 36);
        Buffer csv = Buffer.buffer("First,Last,Company,Email,Phone,Source,City,Ref\n");
        for (int i = 0; i < rows; i++) {
            csv.appendString("Ann,Last" + i + ",Company " + i + ",i" + i + "." + run + "@example.org,+41 44 " + (1_000_000 + i) + ",Web,Bern," + run + "-" + i + "\n");
        }
        String mapping = URLEncoder.encode("{\"First\":\"firstName\",\"Last\":\"lastName\",\"Company\":\"company\",\"Email\":\"email\","
                + "\"Phone\":\"phone\",\"Source\":\"leadSource\",\"City\":\"address.city\",\"Ref\":\"externalId\"}", StandardCharsets.UTF_8);
        long start = System.nanoTime();
        String id = json(http.send(HttpMethod.POST, "/api/v1/leads/imports?matchOn=externalId&mapping=" + mapping, "text/csv", csv, 202)).getString("id");
        JsonObject job;
        do {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            job = json(http.send(HttpMethod.GET, "/api/v1/imports/" + id, null, null, 200));
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new IllegalStateException("The import did not end: " + job);
            }
        } while (!job.getString("state").matches("COMPLETED|FAILED"));
        if (job.getInteger("created") != rows) {
            throw new IllegalStateException("The import did not create every row: " + job);
        }
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    private static JsonObject json(Future<Buffer> answer) {
        return new JsonObject(answer.toCompletionStage().toCompletableFuture().join());
    }
}

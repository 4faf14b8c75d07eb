package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Api;
import crm.e2e.platform.ImportJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * What people are doing when something dies: a file is being imported, leads come in one after the other, ten leads are
 * being converted. Each client repeats a request that was not answered under its Idempotency-Key, until it is answered; what
 * was answered with 2xx is acknowledged and has to be there in the end, once.
 */
final class Workload implements AutoCloseable {

    static final int ROWS = 6_493;
    static final int CONVERSIONS = 10;
    /** Two of the ten leads are of one company, which must not become two accounts. */
    static final int COMPANIES = CONVERSIONS - 1;

    private static final int IMPORTED_BEFORE = 400;
    private static final int CONVERTED_BEFORE = 3;
    private static final int CAPTURED_BEFORE = 10;
    private static final Duration BETWEEN_LEADS = Duration.ofMillis(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Api api;
    private final String name;
    private final List<String> toConvert = new ArrayList<>();
    private final Queue<String> captured = new ConcurrentLinkedQueue<>();
    private final Queue<String> requested = new ConcurrentLinkedQueue<>();
    private final CountDownLatch killed = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final ExecutorService clients = Executors.newFixedThreadPool(2);
    private final List<Future<?>> work = new ArrayList<>();
    private ImportJob job;

    /** @param name is found in everything that this workload makes */
    Workload(Api api, String name) {
        this.api = api;
        this.name = name;
    }

    /** Makes ten qualified leads, and begins. */
    void begin() {
        for (int i = 0; i < CONVERSIONS; i++) {
            Map<String, String> buyer = Map.of("lastName", name + " Buyer " + i, "externalId", name + "-c" + i, "company", company(i),
                    "email", "buyer" + i + "@" + name + "-" + i % COMPANIES + ".example");
            String id = api.postPersistently("/leads?allowDuplicate=true", buyer, name + "-capture-" + i).expect(201).id();
            api.postPersistently("/leads/" + id + "/qualification", Map.of(), name + "-qualify-" + i).expect(200);
            toConvert.add(id);
        }
        job = ImportJob.start(api, "leads", file(), "matchOn=externalId", name + "-import");
        work.add(clients.submit(this::captureLeads));
        work.add(clients.submit(this::requestConversions));
    }

    private byte[] file() {
        StringBuilder text = new StringBuilder("externalId,lastName,company,email,phone,description\n");
        for (int i = 0; i < ROWS; i++) {
            String row = "%1$s-i%2$d,Imported %2$d,Company %2$d of %1$s,i%2$d@%1$s.example,+49 30 %3$08d,Row %2$d\n";
            text.append(String.format(Locale.ROOT, row, name, i, 10_000_000 + i));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    String company(int lead) {
        return name + " Company " + lead % COMPANIES;
    }

    private void captureLeads() {
        for (int i = 0; enough.getCount() > 0 || i < 2 * CAPTURED_BEFORE; i++) {
            String externalId = name + "-s" + i;
            Map<String, String> lead = Map.of("lastName", name + " Single " + i, "externalId", externalId);
            api.postPersistently("/leads?allowDuplicate=true", lead, externalId).expect(201);
            captured.add(externalId);
            LockSupport.parkNanos(BETWEEN_LEADS.toNanos());
        }
    }

    private void requestConversions() {
        for (String lead : toConvert) {
            if (requested.size() >= CONVERTED_BEFORE) {
                waitForTheKill();
            }
            api.postPersistently("/leads/" + lead + "/conversion", Map.of(), name + "-convert-" + lead).expect(202);
            requested.add(lead);
        }
    }

    private void waitForTheKill() {
        try {
            assertThat(killed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Waits for the moment in which everything is half done. */
    void awaitTheMiddle() {
        await("the work is in the middle").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20)).until(() -> {
            job.look();
            return imported() >= IMPORTED_BEFORE && captured.size() >= CAPTURED_BEFORE && requested.size() >= CONVERTED_BEFORE;
        });
    }

    /** Rows that were imported when it was last asked. */
    long imported() {
        return job.latest("processed");
    }

    void somethingDied() {
        killed.countDown();
    }

    /** Lets the clients finish and returns when the platform has done all that was asked of it. */
    void finish() throws ExecutionException, InterruptedException, TimeoutException {
        enough.countDown();
        for (Future<?> client : work) {
            client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        JsonNode end = job.toTheEnd();
        assertThat(end.path("state").asText()).as(end.toString()).isEqualTo("COMPLETED");
        assertThat(end.path("created").asInt()).as(end.toString()).isEqualTo(ROWS);
        await("all conversions are completed").atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() ->
                api.count("leads", "externalId==" + name + "-c*;status==CONVERTED") == CONVERSIONS);
    }

    /** External ids of all leads that were acknowledged: by the import, by a 201, by a 202. */
    List<String> acknowledgedLeads() {
        List<String> all = new ArrayList<>(captured);
        for (int i = 0; i < ROWS; i++) {
            all.add(name + "-i" + i);
        }
        for (int i = 0; i < CONVERSIONS; i++) {
            all.add(name + "-c" + i);
        }
        return all;
    }

    List<String> convertedLeads() {
        return toConvert;
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        killed.countDown();
        enough.countDown();
        clients.shutdownNow();
    }
}

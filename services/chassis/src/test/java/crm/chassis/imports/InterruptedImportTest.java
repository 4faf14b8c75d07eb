package crm.chassis.imports;

import static crm.chassis.imports.Files.send;
import static crm.chassis.imports.Files.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import crm.chassis.access.Me;
import crm.chassis.record.Ids;
import crm.chassis.sample.Tiles;
import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that die, and workers that meet. The service's own worker is off; nothing is published, so that events can be counted. */
@QuarkusTest
@TestProfile(InterruptedImportTest.WithoutWorker.class)
@WithTestResource(PlatformParts.class)
class InterruptedImportTest {

    /** Some whole batches of 500 rows, and one more. */
    private static final int BATCHES = 4;
    private static final int ROWS = (BATCHES - 1) * 500 + 100;

    public static class WithoutWorker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("crm.imports.enabled", "false", "crm.imports.lease", "1S", "crm.outbox.relay.enabled", "false",
                    "crm.imports.max-bytes", "3145728");
        }
    }

    @Inject
    Imports imports;

    @Inject
    ImportWork work;

    @Inject
    ImportJobs jobs;

    @Inject
    ImportPruning pruning;

    @Inject
    Tiles tiles;

    @Inject
    Pool pool;

    private final Me me = new Me("sales-rep", Set.of("sales-rep"), "sales-central", Set.of("sales-central"), Set.of("sales-central"));

    /** As a process that is killed: nothing after it runs. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void nothingIsQueued() {
        sql("delete from import_job");
        sql("delete from outbox");
    }

    @Test
    void anImportGoesOnWhereItsWorkerDied() {
        String mark = unique("died");
        UUID job = start(mark, false);
        AtomicInteger batches = new AtomicInteger();

        assertThatThrownBy(() -> work.next(Ids.next(), () -> {
            if (batches.incrementAndGet() == 2) {
                throw new Killed();
            }
        })).isInstanceOf(Killed.class);
        assertThat(view(job).processed()).isEqualTo(1_000);
        assertThat(view(job).state()).isEqualTo(ImportState.RUNNING);

        continuedByAnother();

        assertAllIsThereOnce(mark, job);
        assertThat(count("select count(*) from import_chunk where import_id = '" + job + "'")).isZero();
    }

    @Test
    void anImportSurvivesItsWorkersDyingAfterEachBatch() {
        String mark = unique("dying");
        UUID job = start(mark, false);

        for (int i = 0; i < BATCHES; i++) {
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                try {
                    return work.next(Ids.next(), () -> {
                        throw new Killed();
                    });
                } catch (Killed dead) {
                    return true;
                }
            });
        }
        continuedByAnother();

        assertAllIsThereOnce(mark, job);
    }

    @Test
    void aWorkerThatWasThoughtDeadAppliesNothingAfterAnotherTookOver() {
        String mark = unique("late");
        UUID job = start(mark, false);
        AtomicInteger batches = new AtomicInteger();

        work.next(Ids.next(), () -> {
            if (batches.incrementAndGet() == 2) {
                // the first worker stalls beyond its lease; meanwhile another one does all that is left
                continuedByAnother();
            }
        });

        assertThat(batches).hasValue(2);
        assertAllIsThereOnce(mark, job);
    }

    @Test
    void anImportGoesOnWhenTheDatabaseComesBack() {
        String mark = unique("away");
        UUID job = start(mark, false);
        AtomicInteger batches = new AtomicInteger();
        UUID worker = Ids.next();

        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() -> {
            work.next(worker, () -> {
                if (batches.incrementAndGet() <= 4) {
                    breakAllConnections();
                }
            });
            return view(job).state() == ImportState.COMPLETED;
        });

        assertThat(batches).hasValueGreaterThanOrEqualTo(4);
        assertAllIsThereOnce(mark, job);
    }

    @Test
    void twoWorkersShareTheQueueAndNeverAJob() {
        String[] marks = {unique("one"), unique("two"), unique("three"), unique("four")};
        UUID[] ids = new UUID[marks.length];
        for (int i = 0; i < marks.length; i++) {
            ids[i] = start(marks[i], false);
        }

        CompletableFuture<Void> other = CompletableFuture.runAsync(this::workOff);
        workOff();
        other.join();

        for (int i = 0; i < marks.length; i++) {
            assertAllIsThereOnce(marks[i], ids[i]);
        }
    }

    @Test
    void aReversalGoesOnWhereItsWorkerDied() {
        String mark = unique("undone");
        UUID job = start(mark, false);
        workOff();
        imports.reverse(job, me).await().atMost(Duration.ofSeconds(10));

        assertThatThrownBy(() -> work.next(Ids.next(), () -> {
            throw new Killed();
        })).isInstanceOf(Killed.class);
        assertThat(view(job).reversal().archived()).isEqualTo(500);
        continuedByAnother();

        assertThat(view(job).state()).isEqualTo(ImportState.REVERSED);
        assertThat(view(job).reversal().archived()).isEqualTo(ROWS);
        assertThat(count("select count(*) from tile where external_id like '" + mark + "%' and archived_at is null")).isZero();
        assertThat(count("select count(*) from outbox where type = 'crm.sample.tile-archived.v1'")).isEqualTo(ROWS);
    }

    @Test
    void aRunningImportCannotBeTakenBack() {
        UUID job = start(unique("busy"), false, 3);

        assertThatThrownBy(() -> imports.reverse(job, me).await().atMost(Duration.ofSeconds(10))).hasMessage("Take it back when it has finished.");
        workOff();
    }

    @Test
    void aDryRunWritesNoRecordNoHistoryAndNoEvent() {
        String mark = unique("dry");
        UUID job = start(mark, true);

        workOff();

        assertThat(view(job).created()).isEqualTo(ROWS);
        assertThat(count("select count(*) from tile where external_id like '" + mark + "%'")).isZero();
        assertThat(count("select count(*) from outbox")).isZero();
        assertThat(count("select count(*) from import_row where import_id = '" + job + "' and record_id is not null")).isZero();
    }

    @Test
    void anImportThatFailsForNoReasonStopsAfterSomeAttempts() {
        UUID job = start(unique("broken"), false, 3);
        sql("update import_job set collection = 'nothing-here' where id = '" + job + "'");

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> work.next(Ids.next(), () -> { })).isInstanceOf(IllegalStateException.class);
        }

        assertThat(work.next(Ids.next(), () -> { })).isFalse();
        assertThat(view(job).state()).isEqualTo(ImportState.FAILED);
        assertThat(view(job).problem()).isEqualTo("The import stopped for a reason that was not foreseen and has been written down.");
    }

    @Test
    void aWorkerThatStopsGivesItsJobBack() {
        start(unique("handed"), false, 3);
        UUID first = Ids.next();
        assertThatThrownBy(() -> work.next(first, () -> {
            throw new WorkerStopped();
        })).isInstanceOf(WorkerStopped.class);
        assertThat(work.next(Ids.next(), () -> { })).isFalse();

        jobs.release(first);

        assertThat(work.next(Ids.next(), () -> { })).isTrue();
    }

    @Test
    void aRefusedFileLeavesNothingBehind() {
        long before = count("select count(*) from import_chunk");
        byte[] rows = "a rather long name of a tile to fill the file\n".repeat(25_000).getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[5 + 3 * rows.length];
        System.arraycopy("name\n".getBytes(StandardCharsets.UTF_8), 0, file, 0, 5);
        for (int i = 0; i < 3; i++) {
            System.arraycopy(rows, 0, file, 5 + i * rows.length, rows.length);
        }

        send("sales-rep", file, "text/csv", Map.of(), null).then().statusCode(413).contentType("application/problem+json");

        assertThat(count("select count(*) from import_chunk")).isEqualTo(before);
    }

    @Test
    void importsAreForgottenAfterTheirTime() {
        UUID old = start(unique("old"), true, 3);
        UUID recent = start(unique("recent"), true, 3);
        workOff();
        sql("update import_job set finished_at = now() - interval '91 days' where id = '" + old + "'");
        sql("insert into import_chunk values (gen_random_uuid(), 0, 'x', now() - interval '2 days')");

        pruning.prune().await().atMost(Duration.ofSeconds(10));

        assertThat(jobs.view(old).await().atMost(Duration.ofSeconds(10))).isEmpty();
        assertThat(count("select count(*) from import_row where import_id = '" + old + "'")).isZero();
        assertThat(view(recent).processed()).isEqualTo(3);
        assertThat(count("select count(*) from import_chunk")).isZero();
    }

    private UUID start(String mark, boolean dryRun) {
        return start(mark, dryRun, ROWS);
    }

    private UUID start(String mark, boolean dryRun, int rows) {
        StringBuilder file = new StringBuilder("name,externalId,size\n");
        for (int i = 1; i <= rows; i++) {
            file.append("Tile ").append(i).append(',').append(mark).append('-').append(i).append(',').append(i).append('\n');
        }
        return imports.start(tiles, new ImportRequest("text/csv", dryRun, "externalId", null, false, null),
                new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)), me).id();
    }

    /** Another worker waits for the lease to end and does the rest. */
    private void continuedByAnother() {
        await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(100)).until(() -> work.next(Ids.next(), () -> { }));
    }

    private void workOff() {
        UUID worker = Ids.next();
        while (work.next(worker, () -> { })) {
            // until nothing is left
        }
    }

    private void assertAllIsThereOnce(String mark, UUID job) {
        ImportView view = view(job);
        assertThat(view.state()).isEqualTo(ImportState.COMPLETED);
        assertThat(view.processed()).isEqualTo(ROWS);
        assertThat(view.created()).isEqualTo(ROWS);
        String tile = " from tile where external_id like '" + mark + "-%'";
        assertThat(count("select count(*)" + tile)).isEqualTo(ROWS);
        assertThat(count("select count(distinct external_id)" + tile)).isEqualTo(ROWS);
        assertThat(count("select count(*) from record_history where record_id in (select id" + tile + ")")).isEqualTo(ROWS);
        assertThat(count("select count(*) from outbox where (envelope::jsonb)->>'correlationid' = '" + job + "'")).isEqualTo(ROWS);
        assertThat(count("select count(*) from import_row where import_id = '" + job + "'")).isEqualTo(ROWS);
    }

    /** As the end of the server does, every connection of the service ends, this one included. */
    private void breakAllConnections() {
        try {
            sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() order by pid = pg_backend_pid()");
        } catch (RuntimeException ended) {
            // so did the connection that asked for it
        }
    }

    private ImportView view(UUID job) {
        return jobs.view(job).await().atMost(Duration.ofSeconds(10)).orElseThrow();
    }

    private long count(String sql) {
        Row row = pool.query(sql).execute().await().atMost(Duration.ofSeconds(30)).iterator().next();
        return row.getLong(0);
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().atMost(Duration.ofSeconds(30));
    }
}

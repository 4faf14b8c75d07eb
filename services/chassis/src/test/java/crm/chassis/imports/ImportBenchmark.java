package crm.chassis.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import crm.chassis.access.Me;
import crm.chassis.record.Ids;
import crm.chassis.sample.Tiles;
import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * How fast an import of 50 columns is, with history and outbox and the relay publishing beside it. Not part of the tests:
 * {@code mvn -pl services/chassis test -Dtest=ImportBenchmark}.
 */
@QuarkusTest
@TestProfile(ImportBenchmark.ByHand.class)
@WithTestResource(PlatformParts.class)
class ImportBenchmark {

    private static final int ROWS = 20_000;
    private static final int ROUNDS = 4;
    private static final int OWN_FIELDS = 36;

    public static class ByHand implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("crm.imports.enabled", "false");
        }
    }

    @Inject
    Imports imports;

    @Inject
    ImportWork work;

    @Inject
    Tiles tiles;

    private final Me me = new Me("sales-rep", Set.of("sales-rep"), "sales-central", Set.of("sales-central"), Set.of("sales-central"));

    @Test
    void rowsASecond() {
        for (String matchOn : new String[] {"none", "externalId"}) {
            for (int round = 1; round <= ROUNDS; round++) {
                measure(round, matchOn);
            }
        }
    }

    private void measure(int round, String matchOn) {
        byte[] file = file(UUID.randomUUID().toString().substring(0, 8));
        long begin = System.nanoTime();
        UUID job = imports.start(tiles, new ImportRequest("text/csv", false, matchOn, null, false, null), new ByteArrayInputStream(file), me).id();
        double taken = (System.nanoTime() - begin) / 1e9;
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        begin = System.nanoTime();
        work.next(Ids.next(), () -> { });
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "round %d, matchOn=%s: %,d rows of 50 columns, %.1f MB taken in %.2f s; imported in %.2f s: %,.0f rows/s;"
                        + " JVM CPU %.3f ms a row; load %.1f%n",
                round, matchOn, ROWS, file.length / 1e6, taken, seconds, ROWS / seconds, (system.getProcessCpuTime() - cpu) / 1e6 / ROWS,
                system.getSystemLoadAverage());
        assertThat(imports.get(job, me).await().indefinitely().created()).isEqualTo(ROWS);
    }

    private static byte[] file(String mark) {
        StringBuilder file = new StringBuilder("name,email,colour,size,price,currency,glazed,laidOn,place.street,place.city,place.postalCode,notes,tags,externalId");
        for (int i = 1; i <= OWN_FIELDS; i++) {
            file.append(",customFields.field").append(i);
        }
        file.append('\n');
        for (int row = 1; row <= ROWS; row++) {
            file.append("Tile ").append(row).append(",tile").append(row).append("@example.org,RED,").append(row).append(",12.50,EUR,yes,2026-03-01,Main Street 1,Bern,3000,")
                    .append("\"some notes, with a comma\",a;b,").append(mark).append('-').append(row);
            for (int i = 1; i <= OWN_FIELDS; i++) {
                file.append(",value ").append(i * row);
            }
            file.append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}

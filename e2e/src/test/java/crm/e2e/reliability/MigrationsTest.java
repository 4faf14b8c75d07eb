package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import crm.e2e.platform.Platform;
import crm.e2e.platform.ServiceByHand;
import crm.e2e.platform.WithPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * During a roll-out a version runs on the schema of the next one, and no version runs on the schema of the one before. The settings are
 * those of production, where a job migrates and services only look; the process ends after it has looked.
 */
@WithPlatform
class MigrationsTest {

    private static final String SERVICE = "campaigns";
    private static final Map<String, String> LOOK = Map.of("QUARKUS_FLYWAY_MIGRATE_AT_START", "false", "QUARKUS_FLYWAY_VALIDATE_AT_START", "true",
            "QUARKUS_INIT_AND_EXIT", "true");
    /** One that is numbered between those of this version, since chassis and service are numbered apart, and one after all of them. */
    private static final String OF_THE_NEXT_VERSION = "insert into flyway_schema_history select 9000 + n, version, 'of the next version', 'SQL', 'next.sql', 42,"
            + " 'next', now(), 1, true from (values (1, '2026.11.21.1101'), (2, '2099.01.01.0000')) as next (n, version)";
    private static final String LATEST = "(select max(installed_rank) from flyway_schema_history where installed_rank < 9000)";

    private final Platform platform;

    MigrationsTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void aVersionStartsOnTheSchemaOfTheNextOne() throws Exception {
        sql(OF_THE_NEXT_VERSION);
        try {
            Map<String, String> strict = new HashMap<>(LOOK);
            strict.put("QUARKUS_FLYWAY_IGNORE_MIGRATION_PATTERNS", "*:ignored");
            int control = ServiceByHand.runToItsEnd(platform, SERVICE, strict);
            int end = ServiceByHand.runToItsEnd(platform, SERVICE, LOOK);
            System.out.printf("migrations: a version on the schema of the next one ends with %d; without leave to (control) with %d%n", end, control);
            assertThat(control).isNotZero();
            assertThat(end).isZero();
        } finally {
            sql("delete from flyway_schema_history where installed_rank > 9000");
        }
    }

    @Test
    void aVersionDoesNotStartOnTheSchemaOfTheOneBefore() throws Exception {
        sql("create table kept_history as select * from flyway_schema_history where installed_rank = " + LATEST);
        sql("delete from flyway_schema_history where installed_rank = " + LATEST);
        try {
            int end = ServiceByHand.runToItsEnd(platform, SERVICE, LOOK);
            System.out.printf("migrations: a version on the schema of the one before ends with %d%n", end);
            assertThat(end).isNotZero();
        } finally {
            sql("insert into flyway_schema_history select * from kept_history");
            sql("drop table kept_history");
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = platform.database(SERVICE); Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}

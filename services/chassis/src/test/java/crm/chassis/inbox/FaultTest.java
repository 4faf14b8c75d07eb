package crm.chassis.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.CompositeException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "57P01"})
    void what_the_database_may_get_over_passes(String sqlState) {
        assertEquals(Fault.TRANSIENT, Fault.of(new PgException("no", "ERROR", sqlState, null)));
        assertEquals(Fault.TRANSIENT, Fault.of(new LockAcquisitionException("no", new SQLException("no", sqlState))));
    }

    @Test
    void broken_connections_and_timeouts_pass() {
        assertEquals(Fault.TRANSIENT, Fault.of(new ConnectException("no")));
        assertEquals(Fault.TRANSIENT, Fault.of(new TimeoutException()));
        assertEquals(Fault.TRANSIENT, Fault.of(new io.smallrye.mutiny.TimeoutException()));
        assertEquals(Fault.TRANSIENT, Fault.of(ClosedConnectionException.INSTANCE));
        assertEquals(Fault.TRANSIENT, Fault.of(
                new CompositeException(ClosedConnectionException.INSTANCE, new IllegalStateException("and so no rollback"))));
    }

    @Test
    void what_no_retry_cures_is_poison() {
        assertEquals(Fault.POISON, Fault.of(new PoisonMessage("no")));
        assertEquals(Fault.POISON, Fault.of(new IllegalArgumentException("no")));
    }

    @Test
    void anything_else_is_unknown() {
        assertEquals(Fault.UNKNOWN, Fault.of(new IllegalStateException("no")));
        assertEquals(Fault.UNKNOWN, Fault.of(new PgException("no", "ERROR", "23505", null)));
        assertEquals(Fault.UNKNOWN, Fault.of(new NullPointerException()));
    }
}

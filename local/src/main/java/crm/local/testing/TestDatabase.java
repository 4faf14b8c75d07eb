package crm.local.testing;

import crm.local.postgresql.Databases;
import crm.local.postgresql.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;

/** A database of one's own, with the one role that may enter it. */
public record TestDatabase(String host, int port, String name, String user, String password, PostgresServer server) implements AutoCloseable {

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    /** A connection as the owning role. */
    public Connection connect() throws SQLException {
        return new PostgresServer(host, port, user, password).connect(name);
    }

    /** Drops it, whoever is still connected. */
    @Override
    public void close() throws SQLException {
        new Databases(server).drop(name);
    }
}

package crm.local.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Where a PostgreSQL server is and who may administer it. */
public record PostgresServer(String host, int port, String user, String password) {

    public Connection connect(String database) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(5);
        source.setLoginTimeout(5);
        source.setSocketTimeout(60);
        return source.getConnection();
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + host + ":" + port;
    }
}

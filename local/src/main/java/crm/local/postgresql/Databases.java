package crm.local.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes databases that belong to one role each, which can enter no other. */
public final class Databases {

    private final PostgresServer server;

    public Databases(PostgresServer server) {
        this.server = server;
    }

    /** Makes the role and the database of the same name, or gives the role this password when they exist. */
    public void ensure(String name, String password) throws SQLException {
        requirePlain(name);
        requirePlain(password);
        try (Connection connection = server.connect("postgres"); Statement statement = connection.createStatement()) {
            boolean roleExists = exists(connection, "select 1 from pg_roles where rolname = ?", name);
            statement.execute((roleExists ? "alter role \"" : "create role \"") + name
                    + "\" with login nosuperuser nocreatedb nocreaterole password '" + password + "'");
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                // On servers where the administrator is no superuser, owning needs membership.
                statement.execute("grant \"" + name + "\" to current_user");
                statement.execute("create database \"" + name + "\" owner \"" + name + "\"");
            }
            statement.execute("revoke all on database \"" + name + "\" from public");
        }
    }

    /** Nobody but administrators enters the server's own databases. */
    public void closeMaintenanceDatabases() throws SQLException {
        try (Connection connection = server.connect("postgres"); Statement statement = connection.createStatement()) {
            statement.execute("revoke all on database postgres, template1 from public");
        }
    }

    public void drop(String name) throws SQLException {
        requirePlain(name);
        try (Connection connection = server.connect("postgres"); Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists \"" + name + "\" with (force)");
            statement.execute("drop role if exists \"" + name + "\"");
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    /** Names and passwords stand inside statements that take no parameters. */
    private static void requirePlain(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,63}")) {
            throw new IllegalArgumentException("Only letters, digits, _ and - are allowed in names and passwords of databases");
        }
    }
}

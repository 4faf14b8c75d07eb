package crm.governance.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Somebody who sits at the database itself as the owner of its tables. */
public final class Owner {

    private Owner() {}

    public static Connection connection() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection("jdbc:postgresql://" + config.getValue("CRM_DB_HOST", String.class) + ":"
                        + config.getValue("CRM_DB_PORT", String.class) + "/" + config.getValue("CRM_DB_NAME", String.class),
                config.getValue("CRM_DB_USER", String.class), config.getValue("CRM_DB_PASSWORD", String.class));
    }

    public static void does(String... statements) {
        try (Connection connection = connection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static String reads(String sql) {
        try (Connection connection = connection(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

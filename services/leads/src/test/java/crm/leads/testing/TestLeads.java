package crm.leads.testing;

import static crm.chassis.testing.Callers.as;

import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Leads to try things on, each unlike the others. */
public final class TestLeads {

    public static final String LEADS = "/api/v1/leads";

    private TestLeads() {}

    /** Puts a lead into the database as it might stand there, whoever it belongs to; null for no owner or team. */
    public static UUID stored(String owner, String team, String status) {
        return stored(owner, team, status, UUID.randomUUID().toString());
    }

    public static UUID stored(String owner, String team, String status, String externalId) {
        UUID id = UUID.randomUUID();
        try (Connection connection = connection();
                PreparedStatement insert = connection.prepareStatement("insert into lead (id, version, owner, team, status, last_name,"
                        + " external_id, created_at, created_by, updated_at, updated_by) values (?, 1, ?, ?, ?, ?, ?, now(), 'test', now(), 'test')")) {
            insert.setObject(1, id);
            insert.setString(2, owner);
            insert.setString(3, team);
            insert.setString(4, status);
            insert.setString(5, "Stored " + id);
            insert.setString(6, externalId);
            insert.executeUpdate();
            return id;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static Connection connection() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection("jdbc:postgresql://" + config.getValue("CRM_DB_HOST", String.class) + ":"
                        + config.getValue("CRM_DB_PORT", String.class) + "/" + config.getValue("CRM_DB_NAME", String.class),
                config.getValue("CRM_DB_USER", String.class), config.getValue("CRM_DB_PASSWORD", String.class));
    }

    public static Response read(UUID id) {
        return as("crm-admin").get(LEADS + "/" + id).then().statusCode(200).extract().response();
    }

    /** A lead of sales-rep that is qualified. */
    public static UUID qualified() {
        return stored("sales-rep", "sales-central", "QUALIFIED");
    }

    public static String at(UUID id, String act) {
        return LEADS + "/" + id + "/" + act;
    }
}

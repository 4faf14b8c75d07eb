package crm.campaigns.testing;

import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Campaigns and people to try things on, each unlike the others. */
public final class TestCampaigns {

    public static final String CAMPAIGNS = "/api/v1/campaigns";

    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static Connection shared;

    private TestCampaigns() {}

    public static String at(UUID id, String act) {
        return CAMPAIGNS + "/" + id + "/" + act;
    }

    /** A new campaign of this person; {@code more} are further members, with a comma before them. */
    public static UUID planned(String login, String more) {
        Response response = as(login).body("{\"name\":\"Campaign " + UUID.randomUUID() + "\"" + more + "}").post(CAMPAIGNS);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return UUID.fromString(response.path("id"));
    }

    /** A campaign of marketer that runs. */
    public static UUID active(String more) {
        UUID id = planned("marketer", ",\"budgetedCost\":100" + more);
        as("marketer").body("{}").post(at(id, "approval")).then().statusCode(200);
        as("marketer").body("{}").post(at(id, "launch")).then().statusCode(200);
        return id;
    }

    /** Puts a campaign into the database as it might stand there, whoever it belongs to. */
    public static UUID stored(String owner, String team, String status) {
        UUID id = UUID.randomUUID();
        run("insert into campaign (id, version, owner, team, created_at, created_by, updated_at, updated_by, name, status, currency, exchange_rate,"
                + " budgeted_cost) values (?, 1, ?, ?, now(), 'test', now(), 'test', ?, ?, 'USD', 1, 100)", id, owner, team, "Stored " + id, status);
        return id;
    }

    /** Puts a copy of another service's record into the replica, as an event would. */
    public static UUID known(String type, UUID id, String record) {
        run("insert into replica (record_type, record_id, version, record) values (?, ?, 1, cast(? as jsonb))"
                + " on conflict (record_type, record_id) do update set record = excluded.record", type, id, record);
        return id;
    }

    public static UUID lead(String more) {
        UUID id = UUID.randomUUID();
        return known("lead", id, "{\"id\":\"" + id + "\",\"status\":\"NEW\",\"createdAt\":\"2026-01-01T00:00:00Z\"" + more + "}");
    }

    public static UUID contact(String more) {
        UUID id = UUID.randomUUID();
        return known("contact", id, "{\"id\":\"" + id + "\",\"createdAt\":\"2026-01-01T00:00:00Z\"" + more + "}");
    }

    public static synchronized void run(String sql, Object... parameters) {
        try (PreparedStatement statement = shared().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The first value of the first row. */
    public static synchronized Object value(String sql, Object... parameters) {
        try (PreparedStatement statement = shared().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getObject(1) : null;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits until the service has heard a record of this type. */
    public static void awaitKnown(String type, UUID id, long version) {
        await().until(() -> value("select version from replica where record_type = ? and record_id = ?", type, id), Long.valueOf(version)::equals);
    }

    /** One for all small statements: to connect costs more than they do. */
    private static Connection shared() throws SQLException {
        if (shared == null || !shared.isValid(1)) {
            shared = connection();
        }
        return shared;
    }

    public static Connection connection() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection("jdbc:postgresql://" + config.getValue("CRM_DB_HOST", String.class) + ":"
                        + config.getValue("CRM_DB_PORT", String.class) + "/" + config.getValue("CRM_DB_NAME", String.class),
                config.getValue("CRM_DB_USER", String.class), config.getValue("CRM_DB_PASSWORD", String.class));
    }

    public static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asByteArray());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}

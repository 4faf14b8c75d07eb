package crm.cases.testing;

import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.chassis.record.Ids;
import crm.chassis.testing.TestEvents;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Cases and customers to try things on, each unlike the others. */
public final class TestCases {

    public static final String CASES = "/api/v1/cases";

    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private TestCases() {}

    /** @param more further members, with a comma before them; may be empty */
    public static JsonNode opened(String login, String more) {
        Response response = as(login).body("{\"subject\":\"The printer prints blank pages\"" + more + "}").post(CASES);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return json(response);
    }

    public static UUID id(JsonNode record) {
        return UUID.fromString(record.path("id").asText());
    }

    public static JsonNode read(UUID id) {
        return json(as("crm-admin").get(CASES + "/" + id).then().statusCode(200).extract().response());
    }

    /** Does an act that has to succeed. */
    public static JsonNode act(String login, UUID id, String act, String body) {
        Response response = as(login).body(body).post(CASES + "/" + id + "/" + act);
        assertThat(response.statusCode()).as(response.asString()).isBetween(200, 201);
        return json(response);
    }

    public static Response patch(String login, UUID id, String body) {
        return as(login).header("If-Match", "*").body(body).patch(CASES + "/" + id);
    }

    /** An account that opportunities told of, once it is known here. */
    public static UUID account(String more) {
        UUID id = Ids.next();
        replicate("account", id, "{\"id\":\"" + id + "\",\"version\":1,\"name\":\"Acme " + id + "\"" + more + "}");
        return id;
    }

    /** The account has another name, and is otherwise as it is known here. */
    public static void renamed(UUID account, String name) {
        String known = (String) rows("select jsonb_set(record, '{name}', to_jsonb(?::text))::text from replica where record_id = ?", name, account).get(0);
        String event = "crm.opportunities.account-changed.v1";
        try (TestEvents events = TestEvents.open()) {
            events.publish(event, TestEvents.stateOf(event, account, 2, known));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static UUID contact(UUID account, String email) {
        UUID id = Ids.next();
        replicate("contact", id, "{\"id\":\"" + id + "\",\"version\":1,\"lastName\":\"Özdemir\",\"accountId\":\"" + account
                + "\",\"emails\":[\"" + email + "\"]}");
        return id;
    }

    private static void replicate(String type, UUID id, String record) {
        String event = "crm.opportunities." + type + "-created.v1";
        try (TestEvents events = TestEvents.open()) {
            events.publish(event, TestEvents.stateOf(event, id, 1, record));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        await().until(() -> !rows("select 1 from replica where record_id = ?", id).isEmpty());
    }

    public static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asByteArray());
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    public static int execute(String sql, Object... parameters) {
        try (Connection connection = connection(); PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The first column of what a query finds. */
    public static List<Object> rows(String sql, Object... parameters) {
        try (Connection connection = connection(); PreparedStatement statement = prepared(connection, sql, parameters); ResultSet found = statement.executeQuery()) {
            List<Object> values = new ArrayList<>();
            while (found.next()) {
                values.add(found.getObject(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    public static Connection connection() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection("jdbc:postgresql://" + config.getValue("CRM_DB_HOST", String.class) + ":"
                        + config.getValue("CRM_DB_PORT", String.class) + "/" + config.getValue("CRM_DB_NAME", String.class),
                config.getValue("CRM_DB_USER", String.class), config.getValue("CRM_DB_PASSWORD", String.class));
    }
}

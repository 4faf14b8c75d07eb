package crm.leads.testing;

import static crm.chassis.testing.Callers.as;

import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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

    /** Changes the database as time or another world would. */
    public static void sql(String statement, Object... parameters) {
        try (Connection connection = connection(); PreparedStatement update = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                update.setObject(i + 1, parameters[i]);
            }
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Does something several times at the same time and gives what came of each. */
    public static <T> List<T> atOnce(int times, IntFunction<T> call) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            return IntStream.range(0, times).mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), threads)).toList()
                    .stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    /** Runs what a scheduler runs, and waits for it. */
    public static int look(Supplier<Uni<Void>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(work);
            return 0;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
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

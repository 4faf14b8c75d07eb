package crm.chassis.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import crm.chassis.directory.Directory;
import crm.local.testing.TestParts;
import io.quarkus.arc.Arc;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls the service under test as one of the people of the local realm, with a real access token. */
public final class Callers {

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Callers() {}

    /** A request in JSON by this person; {@code integration} is the service account. */
    public static RequestSpecification as(String login) {
        awaitPeople();
        return given().auth().oauth2(token(login)).contentType("application/json");
    }

    /** A service knows its people a moment after its start; tests begin with them known. */
    private static void awaitPeople() {
        Directory directory = Arc.container().instance(Directory.class).get();
        if (!directory.isKnown()) {
            await().atMost(Duration.ofSeconds(30)).until(directory::isKnown);
        }
    }

    public static RequestSpecification anonymous() {
        return given().contentType("application/json");
    }

    public static String token(String login) {
        TestParts parts = TestParts.shared();
        return TOKENS.computeIfAbsent(login, name -> name.equals("integration") ? parts.integrationToken() : parts.accessToken(name));
    }
}

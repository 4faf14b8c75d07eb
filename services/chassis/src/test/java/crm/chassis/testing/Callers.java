package crm.chassis.testing;

import static io.restassured.RestAssured.given;

import crm.local.testing.TestParts;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Calls the service under test as one of the people of the local realm, with a real access token. */
public final class Callers {

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Callers() {}

    /** A request in JSON by this person; {@code integration} is the service account. */
    public static RequestSpecification as(String login) {
        return given().auth().oauth2(token(login)).contentType("application/json");
    }

    public static RequestSpecification anonymous() {
        return given().contentType("application/json");
    }

    public static String token(String login) {
        TestParts parts = TestParts.shared();
        return TOKENS.computeIfAbsent(login, name -> name.equals("integration") ? parts.integrationToken() : parts.accessToken(name));
    }
}

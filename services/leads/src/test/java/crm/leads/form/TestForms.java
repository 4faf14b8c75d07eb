package crm.leads.form;

import static crm.chassis.testing.Callers.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.restassured.response.Response;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Forms to try things on, and people who send them. */
final class TestForms {

    static final String FORMS = "/api/v1/lead-forms";
    static final String PUBLIC = "/api/v1/public/lead-forms/";
    static final String FIELDS = "\"fields\":[{\"name\":\"surname\",\"label\":\"Your <b>name</b>\",\"required\":true,\"to\":\"lastName\"},"
            + "{\"name\":\"mail\",\"label\":\"Email\",\"kind\":\"EMAIL\",\"required\":true,\"to\":\"email\"},{\"name\":\"city\",\"label\":\"City\",\"to\":\"address.city\"},"
            + "{\"name\":\"seats\",\"label\":\"Seats\",\"kind\":\"SELECT\",\"options\":[\"1-10\",\"11+\\\"><script>x</script>\"],\"to\":\"customFields.seats\"},"
            + "{\"name\":\"noCalls\",\"label\":\"No calls\",\"kind\":\"CHECKBOX\",\"to\":\"doNotCall\"},{\"name\":\"question\",\"label\":\"Question\",\"kind\":\"TEXTAREA\"}]";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private TestForms() {}

    /** An address that nobody has sent from. */
    static String address() {
        return "198.51." + ADDRESSES.incrementAndGet() + ".7";
    }

    static String form(String members) {
        return as("marketer").body("{\"name\":\"Form " + UUID.randomUUID() + "\"," + FIELDS + "," + members + "}").post(FORMS).then().statusCode(201)
                .header("Location", containsString(FORMS)).extract().path("key");
    }

    static String id(String key) {
        return as("marketer").get(FORMS + "?filter=key==" + key).then().extract().path("items[0].id");
    }

    static String token(String key) {
        return given().get(PUBLIC + key).then().statusCode(200).extract().path("token");
    }

    static String body(String token, String members) {
        return "{\"token\":\"" + token + "\"," + members + "}";
    }

    static Response post(String key, String address, String body) {
        return given().header("X-Forwarded-For", address).header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "crm.acme.example")
                .contentType("application/json").body(body).post(PUBLIC + key + "/submissions");
    }
}

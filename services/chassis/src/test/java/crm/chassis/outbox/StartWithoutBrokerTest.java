package crm.chassis.outbox;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StartWithoutBrokerTest.FreshlyStarted.class)
class StartWithoutBrokerTest {

    /** A service of its own, whose wire to the broker has never been mended. */
    public static class FreshlyStarted extends MessagingProfile {}

    @Inject
    Notes notes;

    @Inject
    TestBroker broker;

    @Test
    void a_service_without_broker_starts_stays_alive_and_ready_and_tells_everything_later() {
        notes.startAfresh(broker);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200)
                .body("checks.find { it.name == 'messaging' }.data.publisher", equalTo("not connected"));
        UUID first = notes.write("{}");
        UUID second = notes.write("{}");
        assertEquals(2, notes.waiting());

        broker.wire().mend();

        await().until(() -> notes.effects(Notes.QUEUE) == 2 && notes.effects(Notes.AUDIT_QUEUE) == 2);
        assertEquals(1, notes.effects(Notes.QUEUE, first));
        assertEquals(1, notes.effects(Notes.AUDIT_QUEUE, second));
        await().until(() -> notes.waiting() == 0);
        given().get("/q/health/ready").then().statusCode(200)
                .body("checks.find { it.name == 'messaging' }.data.publisher", equalTo("connected"));
    }
}

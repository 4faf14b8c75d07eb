package crm.governance.audit;

import static crm.chassis.testing.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.inbox.IncomingEvent;
import crm.chassis.testing.TestEvents;
import crm.governance.testing.GovernanceParts;
import crm.governance.testing.Owner;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@GovernanceParts
class AuditChainTest {

    private static final String AT = "/api/v1/audit";

    @Inject
    AuditTrail trail;

    @Inject
    Pool pool;

    @Inject
    ObjectMapper json;

    @Test
    void aChainThatNobodyTouchedHolds() {
        written(12);

        JsonPath verified = verified("limit", "1000000").body("intact", equalTo(true)).body("fault", nullValue()).extract().jsonPath();

        assertThat(verified.getLong("checked")).isEqualTo(verified.getLong("head.position"));
        assertThat(verified.getString("hash")).isEqualTo(verified.getString("head.hash"));
    }

    @Test
    void theDatabaseComesToTheSameHashes() {
        written(3);

        assertThat(Owner.reads("select count(*) from audit_entry where hash <> audit_hash(audit_entry)")).isEqualTo("0");
    }

    @Test
    void aWalkGoesOnWhereTheOneBeforeEnded() {
        written(10);

        JsonPath first = verified("limit", "4").body("intact", equalTo(true)).body("checked", equalTo(4)).body("next", equalTo(5)).extract().jsonPath();
        JsonPath second = verified("limit", "3", "from", "5", "before", first.getString("hash")).body("intact", equalTo(true)).extract().jsonPath();

        assertThat(second.getLong("next")).isEqualTo(8);
        verified("from", "5", "before", "0".repeat(64)).body("intact", equalTo(false)).body("fault.kind", equalTo("UNLINKED")).body("fault.position", equalTo(5));
    }

    @Test
    void theDatabaseRefusesToChangeRemoveOrEmptyWhatIsWritten() {
        long row = written(1).get(0);

        assertThatThrownBy(() -> Owner.does("update audit_entry set actor = 'nobody' where position = " + row)).hasMessageContaining("only ever added to");
        assertThatThrownBy(() -> Owner.does("delete from audit_entry where position = " + row)).hasMessageContaining("only ever added to");
        assertThatThrownBy(() -> Owner.does("truncate audit_entry")).hasMessageContaining("only ever added to");
        assertThatThrownBy(() -> Owner.does("delete from audit_head")).hasMessageContaining("only ever added to");
        assertThatThrownBy(() -> Owner.does("update audit_head set position = position - 1")).hasMessageContaining("only moves on");
    }

    @Test
    void aRowThatWasAlteredIsNamed() {
        long row = written(5).get(2);
        String event = Owner.reads("select event_id from audit_entry where position = " + row);

        whileTampered("update audit_entry set actor = 'somebody else' where position = " + row, () ->
                verified("from", "1").body("intact", equalTo(false)).body("fault.kind", equalTo("TAMPERED")).body("fault.position", equalTo((int) row))
                        .body("fault.eventId", equalTo(event)).body("fault.differs", equalTo("hash")));
        whileTampered("update audit_entry set data = '{}' where position = " + row, () ->
                verified("from", "1").body("fault.kind", equalTo("TAMPERED")).body("fault.position", equalTo((int) row)));
        whileTampered("update audit_entry set at = at + interval '1 microsecond' where position = " + row, () ->
                verified("from", "1").body("fault.kind", equalTo("TAMPERED")).body("fault.position", equalTo((int) row)));
    }

    @Test
    void aRowThatWasAlteredAndHashedAnewIsGivenAwayByTheNext() {
        long row = written(5).get(2);

        whileTampered("update audit_entry set actor = 'somebody else' where position = " + row
                + "; update audit_entry set hash = audit_hash(audit_entry) where position = " + row, () ->
                verified("from", "1").body("intact", equalTo(false)).body("fault.kind", equalTo("UNLINKED"))
                        .body("fault.position", equalTo((int) row + 1)).body("fault.differs", equalTo("previousHash")));
    }

    @Test
    void aRowThatWasRemovedIsNamed() {
        long row = written(5).get(2);

        whileTampered("delete from audit_entry where position = " + row, () -> {
            verified("from", "1").body("intact", equalTo(false)).body("fault.kind", equalTo("MISSING")).body("fault.position", equalTo((int) row));
            verified("from", Long.toString(row + 1)).body("fault.kind", equalTo("MISSING")).body("fault.position", equalTo((int) row));
        });
    }

    @Test
    void aTailThatWasCutIsNamed() {
        List<Long> rows = written(5);

        whileTampered("delete from audit_entry where position >= " + rows.get(3), () ->
                verified("from", "1").body("intact", equalTo(false)).body("fault.kind", equalTo("MISSING")).body("fault.position", equalTo(rows.get(3).intValue())));
    }

    @Test
    void aTailThatWasCutTogetherWithTheHeadIsGivenAwayByANoteOfTheHead() {
        List<Long> rows = written(5);
        JsonPath noted = verified("limit", "1000000").extract().jsonPath();
        String cut = "delete from audit_entry where position > " + rows.get(2) + "; update audit_head set position = " + rows.get(2)
                + ", hash = (select hash from audit_entry where position = " + rows.get(2) + ")";

        whileTampered(cut, () -> {
            verified("from", "1").body("intact", equalTo(true));
            verified("position", noted.getString("head.position"), "hash", noted.getString("head.hash"))
                    .body("intact", equalTo(false)).body("fault.kind", equalTo("DIVERTED")).body("fault.position", equalTo(noted.getInt("head.position")));
        });
        verified("position", noted.getString("head.position"), "hash", noted.getString("head.hash")).body("intact", equalTo(true));
    }

    @Test
    void aRowThatWasPutInIsNamed() {
        long last = written(3).get(2);
        String copy = "insert into audit_entry select %s, gen_random_uuid(), type, source, record_type, record_id, record_version, at, actor, on_behalf_of,"
                + " correlation_id, causation_id, data, previous_hash, hash from audit_entry where position = " + last;

        whileTampered(copy.formatted(last + 1), () ->
                verified("from", "1").body("intact", equalTo(false)).body("fault.kind", equalTo("INSERTED")).body("fault.position", equalTo((int) last + 1)));
        whileTampered(copy.formatted("0"), () ->
                verified("from", "1").body("intact", equalTo(false)).body("fault.kind", equalTo("INSERTED")).body("fault.position", equalTo(0)));
        // made room for in the middle
        whileTampered("update audit_entry set position = -position where position >= " + last + "; update audit_entry set position = 1 - position"
                + " where position < 0; " + copy.replace("where position = " + last, "where position = " + (last + 1)).formatted(last), () ->
                verified("from", "1").body("intact", equalTo(false)).body("fault.kind", equalTo("TAMPERED")).body("fault.position", equalTo((int) last)));
    }

    @Test
    void twoRowsThatChangedPlacesAreNamed() {
        List<Long> rows = written(4);

        whileTampered("update audit_entry set position = -1 where position = " + rows.get(1) + "; update audit_entry set position = " + rows.get(1)
                + " where position = " + rows.get(2) + "; update audit_entry set position = " + rows.get(2) + " where position = -1", () ->
                verified("from", "1").body("intact", equalTo(false)).body("fault.kind", equalTo("UNLINKED")).body("fault.position", equalTo(rows.get(1).intValue())));
    }

    @Test
    void manyWritersAtOnceAndEventsThatComeTwiceLeaveOneChainWithEachEventOnce() {
        UUID subject = UUID.randomUUID();
        List<IncomingEvent> events = events(subject, 60);
        List<Uni<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 6; writer++) {
            List<IncomingEvent> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled);
            shuffled.add(shuffled.get(0));
            writers.add(pool.withTransaction(connection -> trail.write(connection, shuffled)));
        }
        Uni.join().all(writers).andFailFast().await().atMost(Duration.ofSeconds(30));

        assertThat(Owner.reads("select count(*) from audit_entry where record_id = '" + subject + "'")).isEqualTo("60");
        verified("limit", "1000000").body("intact", equalTo(true));
    }

    @Test
    void aStateThatIsToldAgainForARebuildIsNoChange() {
        UUID subject = UUID.randomUUID();
        try (TestEvents broker = TestEvents.open()) {
            String told = TestEvents.event("crm.leads.lead-changed.v1", subject, 1, "{\"record\":{}}");
            broker.publish("crm.leads.lead-changed.v1", told.replace("\"actor\"", "\"rebuild\":true,\"actor\""));
            broker.publish("crm.leads.lead-changed.v1", TestEvents.event("crm.leads.lead-changed.v1", subject, 2, "{\"record\":{}}"));
        } catch (java.io.IOException failure) {
            throw new IllegalStateException(failure);
        }

        await().until(() -> Owner.reads("select string_agg(record_version::text, ',') from audit_entry where record_id = '" + subject + "'"), "2"::equals);
    }

    /** Positions of new rows at the end of the chain. */
    private List<Long> written(int count) {
        List<IncomingEvent> events = events(UUID.randomUUID(), count);
        pool.withTransaction(connection -> trail.write(connection, events)).await().atMost(Duration.ofSeconds(10));
        long head = Long.parseLong(Owner.reads("select position from audit_head"));
        return IntStream.rangeClosed(1, count).mapToObj(each -> head - count + each).toList();
    }

    private List<IncomingEvent> events(UUID subject, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(version -> TestEvents.event("crm.leads.lead-changed.v1", subject, version,
                        "{\"record\":{\"company\":\"Müller & Söhne \\u0000\",\"amount\":1.50},\"changes\":[{\"field\":\"company\",\"from\":null,\"to\":\"Müller\"}]}"))
                .map(event -> IncomingEvent.read(event.getBytes(StandardCharsets.UTF_8), json))
                .toList();
    }

    private static ValidatableResponse verified(String... parameters) {
        var request = as("compliance-officer");
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get(AT + "/verification").then().statusCode(200);
    }

    /** Does it as the owner of the tables who has switched the protection off, and puts everything back afterwards. */
    private static void whileTampered(String tampering, Runnable look) {
        Owner.does("create table kept_entry as table audit_entry", "create table kept_head as table audit_head",
                "alter table audit_entry disable trigger user", "alter table audit_head disable trigger user", tampering);
        try {
            look.run();
        } finally {
            Owner.does("truncate audit_entry", "insert into audit_entry table kept_entry", "delete from audit_head", "insert into audit_head table kept_head",
                    "alter table audit_entry enable trigger user", "alter table audit_head enable trigger user", "drop table kept_entry", "drop table kept_head");
        }
    }
}

package crm.leads.form;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/** All that was sent through forms, kept as it came. */
@Singleton
class Submissions {

    private static final int MOST = 200;

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;

    Submissions(Pool pool, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps a submission in the open transaction; false where it is there already. */
    Uni<Boolean> keep(LeadForm form, Submission submission, Submission.State state) {
        return Panache.getSession().chain(session -> SessionSql.update(session, "insert into lead_form_submission (id, form_id, received_at, state,"
                        + " raw, field_values, email, public_url, address) values ($1, $2, $3, $4, cast(cast($5 as text) as jsonb),"
                        + " cast(cast($6 as text) as jsonb), $7, $8, $9) on conflict (id) do nothing",
                        submission.id(), form.id, now(), state.name(), submission.raw().toString(), json.valueToTree(submission.values()).toString(),
                        submission.email(), submission.publicUrl(), submission.address()))
                .map(rows -> rows == 1);
    }

    /** The values of a submission that waits for its confirmation, locked; null where none does any more. */
    Uni<Map<String, String>> waiting(LeadForm form, UUID id, Instant notBefore) {
        return Panache.getSession().chain(session -> SessionSql.select(session, "select field_values::text from lead_form_submission where id = $1"
                        + " and form_id = $2 and state = 'WAITING' and received_at > $3 for update", id, form.id, notBefore.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.isEmpty() ? null : json.convertValue(tree((String) rows.get(0)[0]),
                        json.getTypeFactory().constructMapType(Map.class, String.class, String.class)));
    }

    /** @param contactId the contact who sent it; null for somebody who is none */
    Uni<Void> taken(UUID id, UUID leadId, UUID contactId, boolean attached) {
        return Panache.getSession().chain(session -> SessionSql.update(session, "update lead_form_submission set state = 'TAKEN', lead_id = $2,"
                + " contact_id = $3, attached = $4, taken_at = $5 where id = $1", id, leadId, contactId, attached, now())).replaceWithVoid();
    }

    /** What came in through one form, newest first. */
    Uni<byte[]> of(UUID formId) {
        return pool.preparedQuery("select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'receivedAt', to_char(received_at at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), 'state', state, 'raw', raw, 'leadId', lead_id, 'contactId', contact_id, 'attached', attached))), '[]')::text"
                        + " from (select * from lead_form_submission where form_id = $1 order by received_at desc, id desc limit " + MOST + ") as latest")
                .execute(Tuple.of(formId))
                .map(rows -> ("{\"items\":" + rows.iterator().next().getString(0) + "}").getBytes(StandardCharsets.UTF_8));
    }

    private com.fasterxml.jackson.databind.JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private java.time.OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

package crm.cases.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.cases.support.SupportCase;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The accounts and contacts that opportunities told of. Since they are told a moment after they are there, a reference
 * to one that is not known is accepted while its id is young; ids carry the time of their making.
 */
@Singleton
public class Customers {

    private static final String ONE = "select record::text from replica where record_type = $1 and record_id = $2";
    private static final String BY_EMAIL = "select record_id, record->>'accountId' from replica where record_type = 'contact'"
            + " and lower(record->>'emails')::jsonb @> to_jsonb(array[lower($1::text)]) and record->>'archivedAt' is null order by record_id limit 20";
    private static final int TIME_ORDERED = 7;

    private final ObjectMapper json;
    private final Clock clock;
    private final Duration lateness;

    Customers(ObjectMapper json, Clock clock, @ConfigProperty(name = "crm.cases.replica-lateness", defaultValue = "PT1H") Duration lateness) {
        this.json = json;
        this.clock = clock;
        this.lateness = lateness;
    }

    /** The account; null where it is not known. */
    public Uni<JsonNode> account(Mutiny.Session session, UUID id) {
        return one(session, "account", id);
    }

    /** The contact; null where it is not known. */
    public Uni<JsonNode> contact(Mutiny.Session session, UUID id) {
        return one(session, "contact", id);
    }

    /**
     * Finds out whose a new case is, where only the contact or an email address is known.
     *
     * @return the account; null where it is not known
     * @throws Problem 422 where account or contact are not to be had or do not belong together
     */
    public Uni<JsonNode> complete(Mutiny.Session session, SupportCase record) {
        return byEmail(session, record)
                .chain(() -> contact(session, record.contactId))
                .invoke(contact -> {
                    if (record.accountId == null && contact != null && contact.path("accountId").isTextual()) {
                        record.accountId = UUID.fromString(contact.path("accountId").textValue());
                    }
                })
                .chain(contact -> account(session, record.accountId).invoke(account -> check(record, account, contact)));
    }

    /** The same checks for a case that changes. */
    public Uni<Void> check(Mutiny.Session session, SupportCase record) {
        return contact(session, record.contactId)
                .chain(contact -> account(session, record.accountId).invoke(account -> check(record, account, contact)))
                .replaceWithVoid();
    }

    private Uni<Void> byEmail(Mutiny.Session session, SupportCase record) {
        if (record.accountId != null || record.contactId != null || record.suppliedEmail == null) {
            return Uni.createFrom().voidItem();
        }
        return SessionSql.select(session, BY_EMAIL, record.suppliedEmail).invoke(found -> {
            long accounts = found.stream().map(row -> row[1]).distinct().count();
            if (accounts == 1) {
                record.accountId = found.get(0)[1] == null ? null : UUID.fromString((String) found.get(0)[1]);
                record.contactId = found.size() == 1 ? (UUID) found.get(0)[0] : null;
            }
        }).replaceWithVoid();
    }

    private void check(SupportCase record, JsonNode account, JsonNode contact) {
        List<FieldError> errors = new ArrayList<>();
        checkUse("accountId", record.accountId, account, errors);
        checkUse("contactId", record.contactId, contact, errors);
        if (errors.isEmpty() && contact != null && record.accountId != null && belongsElsewhere(contact, record.accountId)) {
            errors.add(new FieldError("/contactId", "The contact belongs to another account."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private void checkUse(String field, UUID id, JsonNode known, List<FieldError> errors) {
        boolean inUse = known != null ? !known.hasNonNull("archivedAt") : id == null || isYoung(id);
        if (!inUse) {
            errors.add(new FieldError("/" + field, field + " names nothing that is in use."));
        }
    }

    private boolean isYoung(UUID id) {
        return id.version() == TIME_ORDERED
                && Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16).isAfter(clock.instant().minus(lateness));
    }

    private static boolean belongsElsewhere(JsonNode contact, UUID accountId) {
        String id = accountId.toString();
        if (!contact.path("accountId").isTextual() || contact.path("accountId").textValue().equals(id)) {
            return false;
        }
        for (JsonNode link : contact.path("accountLinks")) {
            if (link.path("accountId").asText().equals(id)) {
                return false;
            }
        }
        return true;
    }

    private Uni<JsonNode> one(Mutiny.Session session, String type, UUID id) {
        return id == null ? Uni.createFrom().nullItem() : SessionSql.select(session, ONE, type, id)
                .map(rows -> rows.isEmpty() ? null : tree((String) rows.get(0)[0]));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package crm.cases.survey;

import com.fasterxml.jackson.databind.JsonNode;
import crm.cases.customer.Customers;
import crm.cases.support.SupportCase;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** Asks customers how satisfied they are, once for each solution. */
@Singleton
public class Surveys {

    private static final String END_EARLIER = "update survey set expires_at = $2, mail_due_at = null where case_id = $1 and answered_at is null and expires_at > $2";
    private static final String OPEN = "insert into survey (id, case_id, contact_id, email, created_at, expires_at, mail_due_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7)";

    private final Customers customers;
    private final Clock clock;
    private final Duration keptOpen;

    Surveys(Customers customers, Clock clock, @ConfigProperty(name = "crm.surveys.kept-open", defaultValue = "30D") Duration keptOpen) {
        this.customers = customers;
        this.clock = clock;
        this.keptOpen = keptOpen;
    }

    /** Opens the survey of a case that is solved in this transaction; the mail with its link goes out after that. */
    public Uni<Void> open(Mutiny.Session session, SupportCase record) {
        Instant now = clock.instant();
        return customers.contact(session, record.contactId)
                .map(contact -> address(contact, record.suppliedEmail))
                .chain(email -> SessionSql.update(session, END_EARLIER, record.id, at(now))
                        .chain(() -> SessionSql.update(session, OPEN, Ids.next(), record.id, record.contactId, email, at(now), at(now.plus(keptOpen)),
                                email == null ? null : at(now))))
                .replaceWithVoid();
    }

    /** Where the customer is written to; null where nowhere, or they do not want it. */
    private static String address(JsonNode contact, String supplied) {
        if (contact == null) {
            return supplied;
        }
        if (contact.path("emailOptOut").asBoolean()) {
            return null;
        }
        String first = contact.path("emails").path(0).textValue();
        return first == null ? supplied : first;
    }

    /** Makes another token for a survey, in the open transaction. */
    Uni<String> token(Mutiny.Session session, UUID survey) {
        String token = SurveyTokens.fresh();
        return SessionSql.update(session, "insert into survey_token (hash, survey_id) values ($1, $2)", SurveyTokens.hash(token), survey)
                .replaceWith(token);
    }

    static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}

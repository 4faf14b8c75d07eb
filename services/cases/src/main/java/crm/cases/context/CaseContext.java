package crm.cases.context;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.cases.customer.Customers;
import crm.cases.customer.WonOpportunities;
import crm.cases.health.AccountHealth;
import crm.cases.support.SupportCase;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What stands beside a case on its page: whose it is, why they bought, how they are, and what else they wait for. */
@Singleton
public class CaseContext {

    private static final List<String> OF_ACCOUNT = List.of("id", "name", "type", "industry", "lifecycleStage", "owner", "successOwner", "customerSince",
            "renewalDate", "arr", "currency", "phone", "website");
    private static final List<String> OF_CONTACT = List.of("id", "salutation", "firstName", "lastName", "title", "emails", "phones", "language", "timezone",
            "doNotCall", "emailOptOut");
    private static final String OTHERS = "select id, number, subject, status, priority, resolve_due_at from support_case where account_id = $1 and id <> $2"
            + " and archived_at is null and status in ('NEW', 'ASSIGNED', 'IN_PROGRESS', 'PENDING_CUSTOMER', 'PENDING_INTERNAL')"
            + " order by created_at desc limit 20";

    private final Customers customers;
    private final WonOpportunities won;
    private final ObjectMapper json;

    CaseContext(Customers customers, WonOpportunities won, ObjectMapper json) {
        this.customers = customers;
        this.won = won;
        this.json = json;
    }

    /** The context of a case that is there; parts that are not known are left out. */
    public Uni<JsonNode> of(UUID caseId) {
        return Panache.withSession(() -> Panache.getSession().chain(session -> session.find(SupportCase.class, caseId)
                .chain(record -> compose(session, record))));
    }

    private Uni<JsonNode> compose(Mutiny.Session session, SupportCase record) {
        ObjectNode context = json.createObjectNode();
        context.put("caseId", record.id.toString()).put("number", record.number);
        Uni<Void> work = customers.contact(session, record.contactId).invoke(contact -> part(context, "contact", contact, OF_CONTACT)).replaceWithVoid();
        if (record.accountId != null) {
            work = work.chain(() -> customers.account(session, record.accountId))
                    .invoke(account -> part(context, "account", account, OF_ACCOUNT))
                    .chain(() -> won.of(session, record.accountId))
                    .invoke(deals -> context.putArray("whyBought").addAll(deals))
                    .chain(() -> session.find(AccountHealth.class, record.accountId))
                    .invoke(health -> health(context, health))
                    .chain(() -> SessionSql.select(session, OTHERS, record.accountId, record.id))
                    .invoke(others -> others(context, others))
                    .replaceWithVoid();
        }
        return work.replaceWith(context);
    }

    private static void part(ObjectNode context, String name, JsonNode whole, List<String> fields) {
        if (whole != null) {
            ObjectNode part = context.putObject(name);
            fields.stream().filter(whole::hasNonNull).forEach(field -> part.set(field, whole.get(field)));
        }
    }

    private void health(ObjectNode context, AccountHealth health) {
        if (health != null) {
            ObjectNode part = context.putObject("health").put("score", health.score).put("band", health.band.name()).put("trend", health.trend.name());
            part.set("factors", json.valueToTree(health.factors()));
            part.put("calculatedAt", health.calculatedAt.toString());
        }
    }

    private static void others(ObjectNode context, List<Object[]> rows) {
        ArrayNode others = context.putArray("openCases");
        for (Object[] row : rows) {
            ObjectNode other = others.addObject().put("id", row[0].toString()).put("number", (String) row[1]).put("subject", (String) row[2])
                    .put("status", (String) row[3]).put("priority", (String) row[4]);
            if (row[5] instanceof OffsetDateTime due) {
                other.put("resolveDueAt", due.toInstant().toString());
            }
        }
    }
}

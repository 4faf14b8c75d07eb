package crm.opportunities;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.opportunity;
import static crm.opportunities.Given.patched;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.testing.PublishedEvents;
import crm.opportunities.contact.Contact;
import crm.opportunities.opportunity.Opportunity;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

/** Lists of objects within a record: what the service writes there is read back, and survives changes of other fields. */
@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class ListsOfObjectsTest {

    private static final String BUYER = "019aa803-1c00-7000-8000-000000000003";
    private static final String ROLES = "[{\"contactId\":\"" + BUYER + "\",\"role\":\"DECISION_MAKER\"},{\"contactId\":\"" + BUYER + "\"}]";
    private static final String ITEMS = "[{\"description\":\"Seats \\\"à la carte\\\"\",\"quantity\":3,\"discount\":{\"percent\":5}}]";
    private static final String LINKS = "[{\"accountId\":\"" + BUYER + "\",\"role\":\"Advisor\"}]";

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void anOpportunityKeepsItsContactRolesAndLineItems() throws Throwable {
        JsonNode deal = opportunity("sales-rep", ",\"amount\":100");
        fill(Opportunity.class, deal, filled -> {
            filled.contactRoles = List.of(Map.of("contactId", BUYER, "role", "DECISION_MAKER"), Map.of("contactId", BUYER));
            filled.lineItems = List.of(Map.of("description", "Seats \"à la carte\"", "quantity", 3, "discount", Map.of("percent", 5)));
        });

        assertThat(Given.read("sales-rep", "opportunities", deal).path("contactRoles")).isEqualTo(tree(ROLES));
        JsonNode changed = json(patched("sales-rep", "opportunities", deal, "{\"nextStep\":\"Call\"}"));

        assertThat(changed.path("nextStep").asText()).isEqualTo("Call");
        assertThat(changed.path("contactRoles")).isEqualTo(tree(ROLES));
        assertThat(changed.path("lineItems")).isEqualTo(tree(ITEMS));
        assertThat(Given.read("sales-rep", "opportunities", deal)).isEqualTo(changed);
    }

    @Test
    void whatIsToldOfAnOpportunityHasTheListsAndNamesOnlyWhatChanged() throws Throwable {
        try (PublishedEvents published = PublishedEvents.hear()) {
            JsonNode deal = opportunity("sales-rep", "");
            fill(Opportunity.class, deal, filled -> filled.contactRoles = List.of(Map.of("contactId", BUYER)));
            patched("sales-rep", "opportunities", deal, "{\"nextStep\":\"Call\"}").then().statusCode(200);

            JsonNode told = published.await(deal.path("id").asText(), 2).get(1);
            assertThat(told.at("/data/record/contactRoles")).isEqualTo(tree("[{\"contactId\":\"" + BUYER + "\"}]"));
            assertThat(told.at("/data/changes")).extracting(change -> change.path("field").asText()).containsExactly("nextStep");
        }
    }

    @Test
    void aContactKeepsItsLinksToFurtherAccounts() throws Throwable {
        JsonNode contact = created("sales-rep", "contacts", "{\"lastName\":\"" + unique("Linked") + "\"}");
        fill(Contact.class, contact, filled -> filled.accountLinks = List.of(Map.of("accountId", BUYER, "role", "Advisor")));

        JsonNode changed = json(patched("sales-rep", "contacts", contact, "{\"title\":\"CEO\"}"));

        assertThat(changed.path("title").asText()).isEqualTo("CEO");
        assertThat(changed.path("accountLinks")).isEqualTo(tree(LINKS));
        assertThat(Given.read("sales-rep", "contacts", contact)).isEqualTo(changed);
    }

    private <T> void fill(Class<T> type, JsonNode record, Consumer<T> filling) throws Throwable {
        UUID id = UUID.fromString(record.path("id").asText());
        VertxContextSupport.subscribeAndAwait(() -> sessions.withTransaction(session -> session.find(type, id).invoke(filling)));
    }

    private static JsonNode tree(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }
}

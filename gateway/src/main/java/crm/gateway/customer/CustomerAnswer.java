package crm.gateway.customer;

import crm.gateway.access.Caller;
import crm.gateway.answer.JsonAnswer;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.upstream.AskPart;
import crm.gateway.upstream.Part;
import crm.gateway.upstream.Service;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * {@code GET /api/v1/customers/{accountId}}: the whole customer from all services at once, each asked with the
 * caller's own rights. A part that is missing is named; without the account there is no customer.
 */
@ApplicationScoped
public class CustomerAnswer {

    private static final int PATH = "/api/v1/customers/".length();
    /** Consents are kept by person; those of so many contacts are shown. */
    private static final int PERSONS = 10;

    private final AskPart ask;

    public CustomerAnswer(AskPart ask) {
        this.ask = ask;
    }

    /** @param readable whether the caller's roles may read a collection */
    public void answer(RoutingContext context, Caller caller, Predicate<String> readable) {
        Optional<String> id = id(context.normalizedPath().substring(PATH));
        if (id.isEmpty()) {
            Problems.send(context, Problem.notFound());
            return;
        }
        if (!JsonAnswer.isAskedFor(context)) {
            return;
        }
        Map<CustomerPart, Future<Part>> parts = new EnumMap<>(CustomerPart.class);
        for (CustomerPart part : CustomerPart.values()) {
            parts.put(part, readable.test(part.collection())
                    ? ask.of(part.service(), part.path(id.get()), caller, context)
                    : Future.succeededFuture(Part.forbidden()));
        }
        parts.get(CustomerPart.ACCOUNT).onSuccess(account -> {
            if (account.state() == Part.State.NOT_FOUND || account.state() == Part.State.FORBIDDEN) {
                Problems.send(context, Problem.notFound());
                return;
            }
            Future<Part> consents = parts.get(CustomerPart.CONTACTS)
                    .compose(contacts -> consents(contacts, caller, context, readable));
            List<Future<Part>> all = new ArrayList<>(parts.values());
            all.add(consents);
            Future.join(all).onSuccess(done -> {
                JsonObject shown = new JsonObject();
                parts.forEach((part, found) -> shown.put(part.key(), found.result().json()));
                shown.put("consents", consents.result().json());
                JsonAnswer.send(context, new JsonObject().put("accountId", id.get()).put("parts", shown));
            });
        });
    }

    private Future<Part> consents(Part contacts, Caller caller, RoutingContext context, Predicate<String> readable) {
        if (!readable.test("consents")) {
            return Future.succeededFuture(Part.forbidden());
        }
        if (!contacts.isOk()) {
            return Future.succeededFuture(new Part(contacts.state(), "Whose consents to show is not known: "
                    + contacts.reason(), null));
        }
        List<Future<Part>> asked = contacts.data().getJsonArray("items", new JsonArray()).stream().limit(PERSONS)
                .map(contact -> ask.of(Service.GOVERNANCE, "/api/v1/consents?personType=CONTACT&limit=50&personId="
                        + ((JsonObject) contact).getString("id"), caller, context))
                .toList();
        return Future.join(asked).map(done -> {
            JsonArray items = new JsonArray();
            for (Future<Part> person : asked) {
                if (!person.result().isOk()) {
                    return person.result();
                }
                items.addAll(person.result().data().getJsonArray("items", new JsonArray()));
            }
            return Part.ok(new JsonObject().put("items", items));
        });
    }

    private static Optional<String> id(String text) {
        try {
            return Optional.of(UUID.fromString(text).toString()).filter(text::equalsIgnoreCase);
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}

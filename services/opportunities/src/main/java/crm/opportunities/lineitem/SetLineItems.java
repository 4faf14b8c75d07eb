package crm.opportunities.lineitem;

import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.opportunity.Opportunity;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Says what a deal is about, and computes its amount from it. */
@Singleton
class SetLineItems {

    private static final BigDecimal TOO_MUCH = BigDecimal.TEN.pow(15);

    private final Opportunities opportunities;
    private final Clock clock;

    SetLineItems(Opportunities opportunities, Clock clock) {
        this.opportunities = opportunities;
        this.clock = clock;
    }

    /**
     * Replaces all line items; without any the amount stays as it is and may be set by hand again.
     *
     * @throws Problem 409 where the deal is closed or archived, 422 that names every item that does not fit
     */
    Uni<Opportunity> set(UUID id, IfMatch ifMatch, WantedItem.All wanted, Me me) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> session.find(Opportunity.class, id)
                .chain(found -> {
                    if (found == null) {
                        throw Problem.notFound();
                    }
                    return Offers.find(session, wanted, found.currency, today);
                })))
                .chain(offers -> opportunities.change(id, ifMatch, me, opportunity -> replace(opportunity, wanted, offers)));
    }

    private static void replace(Opportunity opportunity, WantedItem.All wanted, Offers offers) {
        if (opportunity.archivedAt != null || opportunity.closedAt != null) {
            throw Problem.conflict("closed", "The opportunity is closed", "What was agreed stays; open the opportunity again before you change it.");
        }
        List<FieldError> errors = new ArrayList<>();
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = 0; i < wanted.lineItems().size(); i++) {
            LineItem item = offers.item(wanted.lineItems().get(i), "/lineItems/" + i, errors);
            if (item != null) {
                items.add(item.kept());
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        LineItemSums sums = LineItemSums.of(items);
        opportunity.lineItems = sums == null ? null : items;
        if (sums == null) {
            return;
        }
        if (sums.amount().compareTo(TOO_MUCH) >= 0) {
            throw Problem.invalid("/lineItems", "The sum may have at most 15 digits before the point.");
        }
        opportunity.amount = sums.amount();
        opportunity.recurringAmount = sums.recurringAmount();
        opportunity.recurrence = sums.recurrence();
    }
}

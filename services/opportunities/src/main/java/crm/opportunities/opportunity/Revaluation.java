package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.chassis.change.Snapshot;
import crm.chassis.history.FieldChange;
import crm.chassis.history.History;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.sql.SessionSql;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives many opportunities their new base values, each as a change with its history and event: whatever their number, one statement
 * writes the records, one the history and one the events, so that the figures of the pipeline are corrected once as well.
 */
final class Revaluation {

    private static final String WRITE = "update opportunity set exchange_rate = value.rate::numeric, amount_base = value.base::numeric,"
            + " expected_revenue = value.expected::numeric, version = value.version, updated_at = $6, updated_by = $7"
            + " from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[]) as value (id, version, rate, base, expected)"
            + " where opportunity.id = value.id";

    private final Opportunities opportunities;
    private final List<Opportunity> changed = new ArrayList<>();
    private final List<History.Entry> entries = new ArrayList<>();
    private final List<OutgoingEvent> events = new ArrayList<>();

    private Revaluation(Opportunities opportunities) {
        this.opportunities = opportunities;
    }

    /** In the open transaction, which locked the opportunities. */
    static Uni<Void> of(Opportunities opportunities, Mutiny.Session session, List<UUID> ids, Consumer<Opportunity> revalue) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Revaluation revaluation = new Revaluation(opportunities);
        return session.find(Opportunity.class, ids.toArray()).chain(found -> {
            Instant now = opportunities.chassis().clock().instant();
            found.forEach(opportunity -> revaluation.edit(opportunity, revalue, now));
            // what was edited is written below, and not once more by the session
            session.clear();
            return revaluation.write(session, now);
        });
    }

    private void edit(Opportunity opportunity, Consumer<Opportunity> revalue, Instant now) {
        Snapshot<Opportunity> before = Snapshot.of(opportunities.type(), opportunity);
        revalue.accept(opportunity);
        Map<String, FieldChange> changes = before.changes(opportunity);
        if (changes.isEmpty()) {
            return;
        }
        opportunity.version++;
        opportunity.updatedAt = now;
        opportunity.updatedBy = Me.PLATFORM.login();
        changed.add(opportunity);
        entries.add(new History.Entry(opportunity.id, opportunity.version, changes.values()));
        String view = new String(opportunities.chassis().recordJson().bytes(opportunities.type(), opportunity, null), StandardCharsets.UTF_8);
        opportunities.chassis().stateEvents().of(opportunities.type(), opportunity, changes, view).ifPresent(event -> events.add(event.by(Me.PLATFORM.actor()).inBulk()));
    }

    private Uni<Void> write(Mutiny.Session session, Instant now) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return SessionSql.update(session, WRITE, changed.stream().map(each -> each.id).toArray(UUID[]::new),
                        changed.stream().map(each -> each.version).toArray(Long[]::new), column(each -> each.exchangeRate), column(each -> each.amountBase),
                        column(each -> each.expectedRevenue), now.atOffset(ZoneOffset.UTC), Me.PLATFORM.login())
                .chain(() -> opportunities.chassis().history().addAll(opportunities.type(), entries, Me.PLATFORM))
                .chain(() -> opportunities.chassis().outbox().addAll(events));
    }

    private String[] column(Function<Opportunity, BigDecimal> value) {
        return changed.stream().map(value).map(number -> number == null ? null : number.toPlainString()).toArray(String[]::new);
    }
}

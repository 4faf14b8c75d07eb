package crm.campaigns.cost;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.campaign.Campaign;
import crm.campaigns.campaign.Campaigns;
import crm.campaigns.money.Money;
import crm.chassis.access.Me;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The ledger of what campaigns cost; the campaign's actualCost is its sum. */
@Singleton
final class Costs {

    private static final int PAGE = 200;

    private static final String INSERT = "insert into campaign_cost (id, campaign_id, amount, currency, incurred_on, description, recorded_at,"
            + " recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    private static final String SUM = "select sum(amount) from campaign_cost where campaign_id = $1";
    private static final String LIST = "select id, amount, currency, incurred_on, description, recorded_at, recorded_by from campaign_cost"
            + " where campaign_id = $1 and ($2::uuid is null or id < $2) order by id desc limit " + (PAGE + 1);
    private static final String TOTAL = "select actual_cost, currency from campaign where id = $1";

    private final Campaigns campaigns;
    private final Pool pool;
    private final Clock clock;

    Costs(Campaigns campaigns, Pool pool, Clock clock) {
        this.campaigns = campaigns;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Adds an expense and brings the campaign's sum up to date, in one transaction.
     *
     * @throws Problem 422 where it is in another currency than the campaign
     */
    Uni<Cost> record(UUID campaignId, JsonNode body, Me me) {
        CostRequest request = CostRequest.of(body);
        Cost cost = new Cost(Ids.next(), request.amount(), request.currency(), request.incurredOn(), request.description(), clock.instant(), me.login());
        return Panache.withTransaction(() -> campaigns.locked(campaignId, me)
                .invoke(campaign -> checkCurrency(campaign, cost))
                .call(() -> insert(campaignId, cost))
                .chain(campaign -> sum(campaignId).chain(sum -> campaigns.store(campaign, me, changed -> changed.actualCost = sum))))
                .replaceWith(cost);
    }

    private static void checkCurrency(Campaign campaign, Cost cost) {
        if (!campaign.currency.equals(cost.currency())) {
            throw Problem.invalid("/currency", "The costs of this campaign are recorded in " + campaign.currency + ".");
        }
    }

    private static Uni<Integer> insert(UUID campaignId, Cost cost) {
        return Panache.getSession().chain(session -> SessionSql.update(session, INSERT, cost.id(), campaignId, cost.amount(), cost.currency(),
                cost.incurredOn(), cost.description(), cost.recordedAt().atOffset(ZoneOffset.UTC), cost.recordedBy()));
    }

    private static Uni<BigDecimal> sum(UUID campaignId) {
        return Panache.getSession().chain(session -> SessionSql.select(session, SUM, campaignId)).map(rows -> new BigDecimal(rows.get(0)[0].toString()));
    }

    /** 200 expenses, the last recorded first, before the one that the cursor names. */
    Uni<Cost.Page> page(UUID campaignId, UUID before) {
        return pool.preparedQuery(LIST).execute(Tuple.of(campaignId, before)).chain(rows -> {
            List<Cost> costs = new ArrayList<>();
            rows.forEach(row -> costs.add(cost(row)));
            boolean more = costs.size() > PAGE;
            List<Cost> shown = more ? costs.subList(0, PAGE) : costs;
            return pool.preparedQuery(TOTAL).execute(Tuple.of(campaignId)).map(totals -> {
                Row total = totals.iterator().next();
                return new Cost.Page(shown, more ? shown.get(PAGE - 1).id().toString() : null,
                        total.getBigDecimal(0) == null ? BigDecimal.ZERO : Money.plain(total.getBigDecimal(0)), total.getString(1));
            });
        });
    }

    private static Cost cost(Row row) {
        Instant recordedAt = row.getOffsetDateTime(5).toInstant();
        return new Cost(row.getUUID(0), Money.plain(row.getBigDecimal(1)), row.getString(2), row.getLocalDate(3), row.getString(4),
                recordedAt, row.getString(6));
    }
}

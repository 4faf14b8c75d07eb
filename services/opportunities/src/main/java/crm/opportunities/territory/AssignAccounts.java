package crm.opportunities.territory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Acts;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.Problem;
import crm.chassis.sql.Parameters;
import crm.opportunities.account.Account;
import crm.opportunities.account.Accounts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Brings accounts into the territories whose rules find them. One query tells where all accounts belong: of the territories
 * that find an account the deepest takes it, and a territory finds only what those above it find too. What no rule finds
 * stays where it is. Accounts that the caller may not change are left out.
 */
@Singleton
class AssignAccounts {

    static final int MOST_MOVES = 5_000;
    private static final int TOGETHER = 500;

    /** A territory with the conditions of those above it. */
    private record Claim(UUID id, String name, int depth, long position, List<String> rules) {}

    /** An account that is to go to another territory. */
    record Move(UUID accountId, String account, String from, String to) {}

    /**
     * What an assignment does or would do.
     *
     * @param found accounts that some rule finds, by territory
     * @param moves those among them that are elsewhere now, by name of the account, 5,000 at most
     * @param remaining how many more there are
     */
    record Plan(Map<String, Long> found, List<Move> moves, long remaining) {}

    private final Territories territories;
    private final Accounts accounts;
    private final Pool pool;

    AssignAccounts(Territories territories, Accounts accounts, Pool pool) {
        this.territories = territories;
        this.accounts = accounts;
        this.pool = pool;
    }

    /** What would happen. */
    Uni<Plan> preview(Me me) {
        if (!me.has("sales-manager") && !me.has("crm-admin")) {
            throw Problem.forbidden("Accounts are assigned to territories by sales managers.");
        }
        return claims().chain(claims -> plan(claims, me));
    }

    /** Makes the moves, each with its history and its event; those of one answer in transactions of 500. */
    Uni<Plan> assign(Me me) {
        return preview(me).chain(plan -> {
            List<List<Move>> chunks = new ArrayList<>();
            for (int i = 0; i < plan.moves().size(); i += TOGETHER) {
                chunks.add(plan.moves().subList(i, Math.min(plan.moves().size(), i + TOGETHER)));
            }
            return Multi.createFrom().iterable(chunks).onItem().transformToUniAndConcatenate(chunk -> move(chunk, me)).collect().asList().replaceWith(plan);
        });
    }

    private Uni<Void> move(List<Move> moves, Me me) {
        List<Acts.Act> acts = moves.stream().map(move -> new Acts.Act(Acts.Kind.UPDATE, move.accountId(), IfMatch.ANY,
                JsonNodeFactory.instance.objectNode().put("territory", move.to()))).toList();
        return Acts.<Account>together(accounts, acts, Map.of(), false, Creation.PLAIN, me).replaceWithVoid();
    }

    private Uni<List<Claim>> claims() {
        return pool.query("select id, parent_id, name, rule, position from territory where archived_at is null").execute().map(rows -> {
            Map<UUID, Row> byId = new HashMap<>();
            rows.forEach(row -> byId.put(row.getUUID(0), row));
            return byId.values().stream().map(row -> claim(row, byId)).filter(Objects::nonNull)
                    .sorted(Comparator.comparingInt(Claim::depth).reversed().thenComparingLong(Claim::position).thenComparing(Claim::name)).toList();
        });
    }

    /** Null for a territory that has no rule of its own. One that an import brought above itself has each rule of that circle once. */
    private static Claim claim(Row territory, Map<UUID, Row> byId) {
        if (territory.getString(3) == null) {
            return null;
        }
        List<String> rules = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        int depth = 0;
        for (Row each = territory; each != null && seen.add(each.getUUID(0)); each = each.getUUID(1) == null ? null : byId.get(each.getUUID(1))) {
            if (each.getString(3) != null) {
                rules.add(each.getString(3));
            }
            depth++;
        }
        return new Claim(territory.getUUID(0), territory.getString(2), depth, territory.getLong(4), rules);
    }

    private Uni<Plan> plan(List<Claim> claims, Me me) {
        if (claims.isEmpty()) {
            return Uni.createFrom().item(new Plan(Map.of(), List.of(), 0));
        }
        Parameters parameters = new Parameters();
        StringBuilder target = new StringBuilder("case");
        for (Claim claim : claims) {
            target.append(" when ");
            for (int i = 0; i < claim.rules().size(); i++) {
                target.append(i == 0 ? "" : " and ").append(territories.condition(claim.rules().get(i), parameters));
            }
            target.append(" then ").append(parameters.add(claim.name())).append("::text");
        }
        Scope scope = accounts.type().access().change(me);
        String sql = "with placed as (select id, name, territory, " + target + " end as target from account where archived_at is null and "
                + AccessSql.within(scope, me, parameters) + "), moves as (select * from placed where target is not null and target is distinct from territory),"
                + " found as (select target, count(*) as accounts from placed where target is not null group by 1)"
                + " (select 0 as part, null::uuid, null, null, target, accounts from found order by target)"
                + " union all (select 1, null, null, null, null, count(*) from moves)"
                + " union all (select 2, id, name, territory, target, 0 from moves order by name, id limit " + MOST_MOVES + ")";
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            Map<String, Long> found = new java.util.TreeMap<>();
            List<Move> moves = new ArrayList<>();
            long all = 0;
            for (Row row : StreamSupport.stream(rows.spliterator(), false).toList()) {
                switch (row.getInteger(0)) {
                    case 0 -> found.put(row.getString(4), row.getLong(5));
                    case 1 -> all = row.getLong(5);
                    default -> moves.add(new Move(row.getUUID(1), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
            return new Plan(found, moves, all - moves.size());
        });
    }
}

package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.chassis.sql.SessionSql;
import crm.opportunities.account.Account;
import crm.opportunities.account.AccountType;
import crm.opportunities.account.Accounts;
import crm.opportunities.commitment.Commitments;
import crm.opportunities.pipeline.Outcome;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Carries to the account what those who meet the customer after the win need: why they bought and what they were promised.
 * A win that is taken back takes both back.
 */
@Singleton
class CarryToAccount {

    private static final String OPPORTUNITY = "opportunityId";
    private static final String NOTE = "insert into account_won (id, noted_at) select id, $2 from unnest($1::uuid[]) as noted (id) order by id"
            + " on conflict (id) do update set noted_at = excluded.noted_at";
    private static final String WINS = " from opportunity where account_id = $1 and outcome = 'WON' and archived_at is null";
    private static final String LAST_WIN = "select id" + WINS + " order by closed_at desc, id desc limit 1";
    private static final String DAYS = "select (min(closed_at) at time zone 'UTC')::date, coalesce(min(renews_on) filter (where renews_on >= $2), max(renews_on))" + WINS;
    private static final String DONE = "delete from account_won where id = $1";

    private final Accounts accounts;
    private final Commitments commitments;
    private final Clock clock;

    CarryToAccount(Accounts accounts, Commitments commitments, Clock clock) {
        this.accounts = accounts;
        this.commitments = commitments;
        this.clock = clock;
    }

    /** In the open transaction of a move. */
    Uni<Void> follow(Opportunity opportunity, StageMove move, Me me) {
        Outcome outcome = move.to().outcome;
        if (outcome == move.from().outcome) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> promises = commitments.follow(opportunity, outcome, me);
        if (outcome == Outcome.WON) {
            return promises.chain(() -> won(opportunity, me));
        }
        return move.from().outcome == Outcome.WON
                ? promises.chain(() -> accounts.follow(opportunity.accountId, me, account -> takeBack(account, opportunity))).replaceWithVoid()
                : promises;
    }

    /** What a won opportunity means for its account, in the open transaction. */
    Uni<Void> won(Opportunity opportunity, Me me) {
        return accounts.follow(opportunity.accountId, me, account -> {
            account.whyTheyBought = why(opportunity);
            becomesCustomer(account);
            if (renews(account, opportunity)) {
                account.renewalDate = opportunity.renewsOn;
            }
            if (account.customerSince == null) {
                account.customerSince = LocalDate.ofInstant(opportunity.closedAt, ZoneOffset.UTC);
            }
        }).replaceWithVoid();
    }

    /** Notes in the transaction of an import that there may be something to carry. */
    Uni<Void> note(SqlConnection connection, UUID[] accounts) {
        return accounts.length == 0 ? Uni.createFrom().voidItem()
                : connection.preparedQuery(NOTE).execute(Tuple.of(accounts, clock.instant().atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    /** What all wins of an account mean for it, in the open transaction that locked the note of it. */
    Uni<Void> settle(UUID accountId) {
        return Panache.getSession().chain(session -> SessionSql.select(session, LAST_WIN, accountId)
                .chain(last -> last.isEmpty()
                        ? accounts.follow(accountId, Me.PLATFORM, account -> account.whyTheyBought = null).replaceWithVoid()
                        : session.find(Opportunity.class, (UUID) last.get(0)[0])
                        .chain(win -> SessionSql.select(session, DAYS, accountId, today())
                                .chain(days -> accounts.follow(accountId, Me.PLATFORM, account -> follow(account, win, days.get(0))))).replaceWithVoid())
                .chain(() -> SessionSql.update(session, DONE, accountId))).replaceWithVoid();
    }

    private void follow(Account account, Opportunity last, Object[] days) {
        account.whyTheyBought = why(last);
        becomesCustomer(account);
        LocalDate next = (LocalDate) days[1];
        if (next != null && (account.renewalDate == null || account.renewalDate.isBefore(today()))) {
            account.renewalDate = next;
        }
        account.customerSince = account.customerSince == null ? (LocalDate) days[0] : account.customerSince;
    }

    private static void becomesCustomer(Account account) {
        if (account.type == AccountType.PROSPECT || account.type == AccountType.FORMER_CUSTOMER) {
            account.type = AccountType.CUSTOMER;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The next day counts; a renewal takes the place of what it renews. */
    private boolean renews(Account account, Opportunity opportunity) {
        LocalDate known = account.renewalDate;
        return opportunity.renewsOn != null && (known == null || opportunity.renewalOfId != null || opportunity.renewsOn.isBefore(known)
                || known.isBefore(today()));
    }

    private static Map<String, Object> why(Opportunity opportunity) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put(OPPORTUNITY, opportunity.id.toString());
        why.put("opportunity", opportunity.name);
        why.put("wonAt", opportunity.closedAt.toString());
        why.put("winReason", opportunity.winReason);
        why.put("buyingGoals", opportunity.buyingGoals);
        why.put("successCriteria", opportunity.successCriteria);
        why.values().removeIf(Objects::isNull);
        return why;
    }

    private static void takeBack(Account account, Opportunity opportunity) {
        if (account.whyTheyBought != null && opportunity.id.toString().equals(account.whyTheyBought.get(OPPORTUNITY))) {
            account.whyTheyBought = null;
        }
    }
}

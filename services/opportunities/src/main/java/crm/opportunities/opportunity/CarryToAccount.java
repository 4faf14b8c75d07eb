package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.opportunities.account.Account;
import crm.opportunities.account.AccountType;
import crm.opportunities.account.Accounts;
import crm.opportunities.commitment.Commitments;
import crm.opportunities.pipeline.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Carries to the account what those who meet the customer after the win need: why they bought and what they were promised.
 * A win that is taken back takes both back.
 */
@Singleton
class CarryToAccount {

    private static final String OPPORTUNITY = "opportunityId";

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
            if (account.type == AccountType.PROSPECT || account.type == AccountType.FORMER_CUSTOMER) {
                account.type = AccountType.CUSTOMER;
            }
            if (renews(account, opportunity)) {
                account.renewalDate = opportunity.renewsOn;
            }
            if (account.customerSince == null) {
                account.customerSince = LocalDate.ofInstant(opportunity.closedAt, ZoneOffset.UTC);
            }
        }).replaceWithVoid();
    }

    /** The next day counts; a renewal takes the place of what it renews. */
    private boolean renews(Account account, Opportunity opportunity) {
        LocalDate known = account.renewalDate;
        return opportunity.renewsOn != null && (known == null || opportunity.renewalOfId != null || opportunity.renewsOn.isBefore(known)
                || known.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    private static Map<String, Object> why(Opportunity opportunity) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put(OPPORTUNITY, opportunity.id.toString());
        why.put("opportunity", opportunity.name);
        why.put("wonAt", opportunity.closedAt.toString());
        why.put("winReason", opportunity.winReason);
        why.put("buyingGoals", opportunity.buyingGoals);
        why.put("successCriteria", opportunity.successCriteria);
        return why;
    }

    private static void takeBack(Account account, Opportunity opportunity) {
        if (account.whyTheyBought != null && opportunity.id.toString().equals(account.whyTheyBought.get(OPPORTUNITY))) {
            account.whyTheyBought = null;
        }
    }
}

package crm.opportunities.renewal;

import crm.chassis.record.Ids;
import crm.opportunities.account.Account;
import crm.opportunities.lineitem.LineItemSums;
import crm.opportunities.opportunity.Opportunity;
import crm.opportunities.opportunity.OpportunityType;
import crm.opportunities.product.Charge;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The opportunity that renews what was won: all that is paid again, for as long again, to be closed when it ends. */
final class Renewal {

    private static final int LONGEST_NAME = 255;
    private static final BigDecimal MONTHS_OF_YEAR = BigDecimal.valueOf(12);

    private Renewal() {}

    static Opportunity of(Opportunity won) {
        Opportunity renewal = new Opportunity();
        renewal.name = named(won.name);
        renewal.accountId = won.accountId;
        renewal.contactRoles = won.contactRoles;
        renewal.currency = won.currency;
        renewal.owner = won.owner;
        renewal.team = won.team;
        renewal.territory = won.territory;
        renewal.ownerSplits = won.ownerSplits;
        renewal.type = OpportunityType.RENEWAL;
        renewal.renewalOfId = won.id;
        renewal.closeDate = won.renewsOn;
        renewal.source = "RENEWAL";
        value(renewal, won);
        return renewal;
    }

    /** The same of an account that says when it ends and what it pays a year. */
    static Opportunity of(Account account) {
        Opportunity renewal = new Opportunity();
        renewal.name = named(account.name);
        renewal.accountId = account.id;
        renewal.currency = account.currency;
        renewal.owner = account.owner;
        renewal.team = account.team;
        renewal.type = OpportunityType.RENEWAL;
        renewal.closeDate = account.renewalDate;
        renewal.source = "RENEWAL";
        renewal.amount = account.arr;
        renewal.recurringAmount = account.arr;
        renewal.recurrence = account.arr == null ? null : Charge.YEARLY.name();
        return renewal;
    }

    private static String named(String what) {
        String name = "Renewal: " + what;
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private static void value(Opportunity renewal, Opportunity won) {
        List<Map<String, Object>> again = won.lineItems == null ? List.of() : won.lineItems.stream()
                .filter(item -> item.get("recurringAmount") != null).map(Renewal::again).toList();
        LineItemSums sums = LineItemSums.of(again);
        if (sums != null) {
            renewal.lineItems = again;
            renewal.amount = sums.amount();
            renewal.recurringAmount = sums.recurringAmount();
            renewal.recurrence = sums.recurrence();
            return;
        }
        renewal.recurringAmount = won.recurringAmount;
        renewal.recurrence = won.recurrence;
        renewal.amount = won.recurringAmount == null ? won.amount
                : "MONTHLY".equals(won.recurrence) ? won.recurringAmount.multiply(MONTHS_OF_YEAR) : won.recurringAmount;
    }

    private static Map<String, Object> again(Map<String, Object> item) {
        Map<String, Object> again = new LinkedHashMap<>(item);
        again.put("id", Ids.next().toString());
        return again;
    }
}

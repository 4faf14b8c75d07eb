package crm.opportunities.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.contracts.opportunities.OpportunityEvents;
import crm.contracts.opportunities.QuotaSet;
import crm.opportunities.money.Money;
import crm.opportunities.quota.Quota;
import jakarta.inject.Singleton;

/** Tells other services what somebody is to win. */
@Singleton
public class QuotaEvents {

    public static final String SET = OpportunityEvents.QUOTA_SET;

    private final ObjectMapper json;

    QuotaEvents(ObjectMapper json) {
        this.json = json;
    }

    public ObjectNode set(Quota quota) {
        return json.valueToTree(new QuotaSet(quota.id, quota.period, quota.owner, quota.team, quota.territory, quota.measure.name(), quota.target,
                quota.currency, Money.inBase(quota.target, quota.exchangeRate)));
    }
}

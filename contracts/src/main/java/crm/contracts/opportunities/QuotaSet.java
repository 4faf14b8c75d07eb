package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * A target was set or set anew. It is that of exactly one person, team or territory.
 *
 * @param quotaId     the quota
 * @param period      2026-11, 2026-Q4 or FY2026
 * @param owner       login name of the person; null for a team's or a territory's
 * @param team        the team, or that of the person; null for a territory's
 * @param territory   name of the territory; null for a person's or a team's
 * @param measure     REVENUE or DEALS
 * @param target      amount in {@code currency}, or a number of deals
 * @param currency    null for a number of deals
 * @param targetBase  in the base currency of the company; null for a number of deals
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuotaSet(UUID quotaId, String period, String owner, String team, String territory, String measure, BigDecimal target,
    String currency, BigDecimal targetBase) {
}

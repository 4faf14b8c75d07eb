package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A deal is won: what the customer bought and why, for those who carry it on.
 *
 * @param opportunityId   the opportunity
 * @param accountId       its account
 * @param amount          value in {@code currency}, at most 4 decimals; null when nobody named one
 * @param currency        ISO 4217 code of {@code amount}
 * @param amountBase      the same value in the company's base currency, at the exchange rate stored with the
 *                        opportunity
 * @param winReason       why we won
 * @param buyingGoals     what the customer wants to reach
 * @param successCriteria how the customer will know that it is reached
 * @param originalLeadId  lead that it came from; null when it did not come from a lead
 * @param campaignId      campaign that it is credited to; null when none
 * @param closedAt        when, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OpportunityWon(
    UUID opportunityId, UUID accountId, BigDecimal amount, String currency, BigDecimal amountBase, String winReason,
    String buyingGoals, String successCriteria, UUID originalLeadId, UUID campaignId,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant closedAt) {
}

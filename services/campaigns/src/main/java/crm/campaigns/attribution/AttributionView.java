package crm.campaigns.attribution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who is credited with what. All credits and what is unattributed add up to the total exactly.
 *
 * @param currency the company's base currency, which all amounts are in
 * @param items the campaigns, those with the largest share of deals first
 */
public record AttributionView(Model model, Stage stage, String currency, @Schema(nullable = true) Instant from, @Schema(nullable = true) Instant to, List<Credit> items, Unattributed unattributed,
        Total total) {

    /**
     * @param deals how many deals have a credited touch of the campaign
     * @param count its share of deals
     * @param amountBase its share of their amounts
     */
    public record Credit(UUID campaignId, String name, long deals, BigDecimal count, BigDecimal amountBase) {}

    /** @param opportunities the last 200 deals that nothing touched before they began */
    public record Unattributed(BigDecimal count, BigDecimal amountBase, List<Deal> opportunities) {}

    /** @param kind OPPORTUNITY, or LEAD for a qualified lead that has not become one */
    public record Deal(UUID id, String kind, String name, BigDecimal amountBase, Instant beganAt) {}

    public record Total(BigDecimal count, BigDecimal amountBase) {}
}

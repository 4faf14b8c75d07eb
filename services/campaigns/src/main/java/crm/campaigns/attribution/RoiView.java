package crm.campaigns.attribution;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a campaign cost and what it brought. A figure that cannot be computed is null.
 *
 * @param currency the company's base currency, which all figures are in
 * @param cost sum of the recorded costs at the campaign's exchange rate; null where nothing was recorded
 * @param leads leads that the campaign touched
 * @param models the figures by model of attribution
 * @param formulas how the figures are computed
 */
public record RoiView(UUID campaignId, String currency, @Schema(nullable = true) BigDecimal cost, long leads, @Schema(nullable = true) BigDecimal costPerLead, Map<Model, Figures> models,
        Map<String, String> formulas) {

    static final Map<String, String> FORMULAS = new java.util.TreeMap<>(Map.of(
            "cost", "sum of the recorded costs * exchangeRate of the campaign",
            "costPerLead", "cost / leads",
            "costPerQualified", "cost / qualified",
            "costPerOpportunity", "cost / opportunities",
            "costPerWon", "cost / won",
            "roiPct", "(wonRevenue - cost) / cost * 100",
            "qualified, opportunities, won", "share of qualified leads and opportunities, of all opportunities, of won ones that the model credits",
            "wonRevenue, openRevenue", "amountBase of won and of open opportunities that the model credits"));

    public record Figures(BigDecimal qualified, BigDecimal opportunities, BigDecimal won, BigDecimal wonRevenue, BigDecimal openRevenue,
            @Schema(nullable = true) BigDecimal roiPct, @Schema(nullable = true) BigDecimal costPerQualified,
            @Schema(nullable = true) BigDecimal costPerOpportunity, @Schema(nullable = true) BigDecimal costPerWon) {}
}

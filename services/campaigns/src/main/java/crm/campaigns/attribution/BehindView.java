package crm.campaigns.attribution;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is behind the figures of a campaign. */
final class BehindView {

    private BehindView() {}

    /**
     * The deals that a campaign is credited with. The shares of all pages add up to {@code count} and {@code amountBase} exactly.
     *
     * @param currency the company's base currency, which all amounts are in
     * @param items those that began last first
     * @param deals how many they are on all pages
     */
    @Schema(name = "CreditedDeals")
    public record Page(UUID campaignId, Model model, Stage stage, String currency, @Schema(nullable = true) Instant from, @Schema(nullable = true) Instant to,
            List<Share> items, @Schema(nullable = true) String nextCursor, long deals, BigDecimal count, BigDecimal amountBase) {}

    /**
     * What a campaign is credited with of one deal.
     *
     * @param kind OPPORTUNITY, or LEAD for a qualified lead that has not become one
     * @param count its share of the deal
     * @param amountBase its share of the amount
     */
    @Schema(name = "CreditedDeal")
    public record Share(UUID id, String kind, String name, BigDecimal count, BigDecimal amountBase, Instant beganAt) {}

    /**
     * The leads that a campaign touched.
     *
     * @param leads how many they are on all pages
     */
    @Schema(name = "TouchedLeads")
    public record TouchedPage(UUID campaignId, List<Touched> items, @Schema(nullable = true) String nextCursor, long leads) {}

    @Schema(name = "TouchedLead")
    public record Touched(UUID leadId, long touches, Instant firstTouchAt, Instant lastTouchAt) {}
}

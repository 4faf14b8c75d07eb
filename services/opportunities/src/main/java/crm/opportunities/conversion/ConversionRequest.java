package crm.opportunities.conversion;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Asks that a lead becomes account, contact and opportunity.
 *
 * @param accountId account to use; null to look for one
 * @param contactId contact to use; null to look for one
 * @param wish how the opportunity is imagined; its values may all be null
 * @param requestedBy login name
 */
public record ConversionRequest(UUID conversionId, LeadDetails lead, UUID accountId, UUID contactId, Wish wish, String requestedBy) {

    /** The opportunity as the person who converts imagines it. */
    public record Wish(String name, BigDecimal amount, String currency, LocalDate closeDate) {
        public static final Wish NONE = new Wish(null, null, null, null);
    }
}

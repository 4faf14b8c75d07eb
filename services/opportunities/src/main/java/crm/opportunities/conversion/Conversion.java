package crm.opportunities.conversion;

import java.util.UUID;

/**
 * What became of a conversion: the three ids, or a refusal.
 *
 * @param refusal why not, as one sentence for people; null where it was done
 */
public record Conversion(UUID accountId, UUID contactId, UUID opportunityId, boolean accountCreated, boolean contactCreated, String refusal) {

    static Conversion refused(String reason) {
        return new Conversion(null, null, null, false, false, reason);
    }

    public boolean isRefused() {
        return refusal != null;
    }
}

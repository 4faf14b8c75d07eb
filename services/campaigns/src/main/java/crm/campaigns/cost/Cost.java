package crm.campaigns.cost;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One expense of a campaign.
 *
 * @param amount in the campaign's currency; negative for what was given back
 * @param incurredOn day on which it fell due
 */
public record Cost(UUID id, BigDecimal amount, String currency, LocalDate incurredOn, String description, Instant recordedAt, String recordedBy) {

    /** The newest first; {@code total} is the sum of all of them, in the campaign's currency. */
    public record Page(List<Cost> items, @Schema(nullable = true) String nextCursor, BigDecimal total, String currency) {}
}

package crm.opportunities.health;

import java.time.Instant;
import java.util.UUID;

/**
 * How an account is, as support and success found.
 *
 * @param score 0 to 100
 * @param band name of the range that the score lies in; a name that is not known here counts as no fall
 */
public record HealthReport(UUID accountId, int score, String band, String trend, Instant calculatedAt) {}

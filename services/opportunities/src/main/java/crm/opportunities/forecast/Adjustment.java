package crm.opportunities.forecast;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a manager adds to a figure, or takes away from it where it is negative; the figure itself stays as it is.
 *
 * @param leaf with an owner for one person's figure, without for the team's
 */
record Adjustment(Leaf leaf, BigDecimal amount, String currency, BigDecimal base, String reason, String by, Instant at) {}

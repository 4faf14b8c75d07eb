package crm.opportunities.forecast;

import java.math.BigDecimal;
import java.time.Instant;

/** What somebody called for a period. */
record Call(Leaf leaf, BigDecimal amount, String currency, BigDecimal base, String note, Instant at) {}

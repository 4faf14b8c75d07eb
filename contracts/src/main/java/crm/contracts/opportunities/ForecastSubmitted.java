package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody called what they will sell in a period; the newest call of each person counts.
 *
 * @param submissionId this call, which is the event's subject
 * @param period       2026-11, 2026-Q4 or FY2026
 * @param owner        login name of who called
 * @param team         null where the person is in none
 * @param amount       in {@code currency}
 * @param amountBase   in the base currency of the company, at the rate of that moment
 * @param note         null for none
 * @param submittedAt  UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ForecastSubmitted(UUID submissionId, String period, String owner, String team, BigDecimal amount, String currency,
    BigDecimal amountBase, String note, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant submittedAt) {
}

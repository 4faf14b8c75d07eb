package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The opportunity as the person who converts a lead imagines it; what is null is filled in by opportunities.
 *
 * @param name      name of the opportunity
 * @param amount    expected value in {@code currency}, at most 4 decimals
 * @param currency  ISO 4217 code
 * @param closeDate expected day of the decision, a calendar date without time zone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OpportunityProposal(
    String name, BigDecimal amount, String currency, @JsonFormat(shape = JsonFormat.Shape.STRING) LocalDate closeDate) {
}

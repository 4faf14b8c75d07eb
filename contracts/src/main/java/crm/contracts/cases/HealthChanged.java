package crm.contracts.cases;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The health of a customer changed in score or band.
 *
 * @param accountId     the customer
 * @param score         0 to 100, 100 is best
 * @param band          GREEN, YELLOW or RED
 * @param previousScore the score before; null the first time
 * @param previousBand  the band before; null the first time
 * @param trend         UP, FLAT or DOWN against 30 days before
 * @param factors       what the score is made of
 * @param calculatedAt  when, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HealthChanged(
    UUID accountId, int score, String band, Integer previousScore, String previousBand, String trend,
    List<Factor> factors, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant calculatedAt) {

    /**
     * One of the things that the score is made of.
     *
     * @param name     of the factor
     * @param weight   its share of the score in percent
     * @param value    0 to 100, 100 is best
     * @param effect   the points that it takes from 100; 0 or negative
     * @param evidence what it was seen by, for people
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Factor(String name, BigDecimal weight, BigDecimal value, BigDecimal effect, String evidence) {
    }
}

package crm.campaigns.cost;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.TextFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An expense to be recorded. */
public record CostRequest(
        @Schema(required = true) BigDecimal amount,
        @Schema(required = true) String currency,
        @Schema(required = true) LocalDate incurredOn,
        @Schema(required = true, maxLength = 1_000) String description) {

    private static final Field AMOUNT = Field.decimal("amount").required();
    private static final Field CURRENCY = Field.text("currency", TextFormat.CURRENCY).required();
    private static final Field INCURRED_ON = Field.date("incurredOn").required();
    private static final Field DESCRIPTION = Field.text("description").max(1_000).required();

    static CostRequest of(JsonNode body) {
        Map<String, Object> values = RequestFields.read(body, AMOUNT, CURRENCY, INCURRED_ON, DESCRIPTION);
        BigDecimal amount = (BigDecimal) values.get("amount");
        if (amount.signum() == 0) {
            throw Problem.invalid("/amount", "amount cannot be zero.");
        }
        return new CostRequest(amount, (String) values.get("currency"), (LocalDate) values.get("incurredOn"), (String) values.get("description"));
    }
}

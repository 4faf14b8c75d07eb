package crm.leads.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.TextFormat;
import crm.leads.lead.Lead;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody who converts a lead knows already; null where opportunities is to find or make it. */
public record ConversionWish(UUID accountId, UUID contactId, Opportunity opportunity) {

    /** The opportunity as the person imagines it; null where it follows from the lead. */
    @Schema(name = "ConversionOpportunity")
    public record Opportunity(String name, BigDecimal amount, String currency, LocalDate closeDate) {}

    private static final Field ACCOUNT = Field.reference("accountId", "account");
    private static final Field CONTACT = Field.reference("contactId", "contact");
    private static final Field OPPORTUNITY = Field.object("opportunity", Field.text("name"), Field.decimal("amount"),
            Field.text("currency", TextFormat.CURRENCY), Field.date("closeDate"));

    static ConversionWish of(JsonNode request) {
        Map<String, Object> wish = RequestFields.read(request, ACCOUNT, CONTACT, OPPORTUNITY);
        return new ConversionWish((UUID) wish.get("accountId"), (UUID) wish.get("contactId"), opportunity(wish.get("opportunity")));
    }

    /** What is known of a lead that a contact sent holds where somebody names neither account nor contact. */
    ConversionWish orOf(Lead lead) {
        return accountId == null && contactId == null ? new ConversionWish(lead.accountId, lead.contactId, opportunity) : this;
    }

    private static Opportunity opportunity(Object parts) {
        if (!(parts instanceof Map<?, ?> wish)) {
            return null;
        }
        BigDecimal amount = (BigDecimal) wish.get("amount");
        if (amount != null && amount.signum() < 0) {
            throw Problem.invalid("/opportunity/amount", "amount cannot be negative.");
        }
        return new Opportunity((String) wish.get("name"), amount, (String) wish.get("currency"), (LocalDate) wish.get("closeDate"));
    }
}

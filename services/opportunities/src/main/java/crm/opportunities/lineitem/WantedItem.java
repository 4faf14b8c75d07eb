package crm.opportunities.lineitem;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldValues;
import crm.chassis.record.Ids;
import crm.opportunities.product.Charge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A line item as somebody asks for it; what is left out follows from the product.
 *
 * @param id of an item that is there; made where it is left out
 * @param unitPrice else that of the price list
 * @param discountPercent 0 to 100, else 0
 * @param recurrence needed where a price list has several prices for the product
 * @param termMonths 1 to 600, else 12; only for what is paid again
 */
@Schema(name = "WantedLineItem")
record WantedItem(UUID id, @Schema(required = true) UUID productId, String description, @Schema(required = true) BigDecimal quantity, BigDecimal unitPrice,
        BigDecimal discountPercent, Charge recurrence, Long termMonths) {

    /**
     * All items of a deal, in their order.
     *
     * @param priceListId the list to take prices from; null for the newest that holds today and has the product
     */
    @Schema(name = "WantedLineItems")
    record All(UUID priceListId, @Schema(required = true) List<WantedItem> lineItems) {}

    private static final int MOST = 200;
    private static final int LONGEST_TERM = 600;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Field LIST = Field.reference("priceListId", "priceList");
    private static final Field[] FIELDS = {Field.reference("id", null), Field.reference("productId", "product").required(),
            Field.text("description").max(500), Field.decimal("quantity").required(), Field.decimal("unitPrice"), Field.decimal("discountPercent"),
            Field.choice("recurrence", Charge.class), Field.integer("termMonths")};

    /**
     * Reads the body of a request.
     *
     * @throws Problem 400 where it has other members, 422 that names every item that does not fit
     */
    static All of(JsonNode body) {
        if (!body.isObject()) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        List<FieldError> unknown = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("lineItems") && !name.equals("priceListId")) {
                unknown.add(new FieldError("/" + FieldValues.shortened(name), "There is no member " + FieldValues.shortened(name) + " here."));
            }
        });
        if (!unknown.isEmpty()) {
            throw Problem.malformed("The body takes lineItems and priceListId.", unknown.toArray(FieldError[]::new));
        }
        JsonNode items = body.path("lineItems");
        if (!items.isArray() || items.size() > MOST) {
            throw Problem.invalid("/lineItems", "lineItems has to be a list of at most " + MOST + " items; an empty one takes all away.");
        }
        List<FieldError> errors = new ArrayList<>();
        List<WantedItem> wanted = new ArrayList<>();
        Set<UUID> known = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String pointer = "/lineItems/" + i;
            try {
                WantedItem item = one(items.get(i));
                item.check(known.add(item.id));
                wanted.add(item);
            } catch (Problem refused) {
                if (refused.status() != 422) {
                    throw refused;
                }
                refused.errors().forEach(error -> errors.add(error.below(pointer)));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new All((UUID) priceList(body), wanted);
    }

    private static Object priceList(JsonNode body) {
        try {
            return FieldValues.ofJson(LIST, body.get("priceListId"));
        } catch (FieldValues.Refused refused) {
            throw Problem.invalid("/priceListId", refused.getMessage());
        }
    }

    private static WantedItem one(JsonNode item) {
        Map<String, Object> values = RequestFields.read(item, FIELDS);
        UUID id = (UUID) values.get("id");
        BigDecimal discount = (BigDecimal) values.get("discountPercent");
        return new WantedItem(id == null ? Ids.next() : id, (UUID) values.get("productId"), (String) values.get("description"),
                (BigDecimal) values.get("quantity"), (BigDecimal) values.get("unitPrice"), discount == null ? BigDecimal.ZERO : discount,
                (Charge) values.get("recurrence"), (Long) values.get("termMonths"));
    }

    private void check(boolean isNew) {
        List<FieldError> errors = new ArrayList<>();
        if (!isNew) {
            errors.add(new FieldError("/id", "Two items have this id."));
        }
        if (quantity.signum() <= 0) {
            errors.add(new FieldError("/quantity", "quantity is more than 0."));
        }
        if (unitPrice != null && unitPrice.signum() < 0) {
            errors.add(new FieldError("/unitPrice", "unitPrice is not negative."));
        }
        if (discountPercent.signum() < 0 || discountPercent.compareTo(HUNDRED) > 0) {
            errors.add(new FieldError("/discountPercent", "discountPercent is between 0 and 100."));
        }
        if (termMonths != null && (termMonths < 1 || termMonths > LONGEST_TERM)) {
            errors.add(new FieldError("/termMonths", "termMonths is between 1 and " + LONGEST_TERM + "."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}

package crm.opportunities.lineitem;

import crm.chassis.problem.FieldError;
import crm.chassis.sql.SessionSql;
import crm.opportunities.product.Charge;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The products that a deal is about with what they cost on a day in its currency. */
final class Offers {

    /** Of each product the newest price for each way to pay, of the lists that hold on the day; else the product's own. */
    private static final String SQL = "select p.id, p.name, p.active and p.archived_at is null, case when p.currency = $2 then p.price end,"
            + " offer.price_list_id, offer.unit_price, offer.recurrence from product p left join lateral ("
            + "select distinct on (e.recurrence) e.price_list_id, e.unit_price, e.recurrence from product_price e join price_list l on l.id = e.price_list_id"
            + " where e.product_id = p.id and e.archived_at is null and l.archived_at is null and l.currency = $2 and l.valid_from <= $3"
            + " and (l.valid_until is null or l.valid_until >= $3) and ($4::uuid is null or l.id = $4)"
            + " order by e.recurrence, l.valid_from desc, l.id desc) as offer on true where p.id = any($1)";

    private record Price(UUID listId, BigDecimal amount) {}

    private record Product(String name, boolean sold, Map<Charge, Price> prices) {}

    private final String currency;
    private final Map<UUID, Product> products = new HashMap<>();

    private Offers(String currency) {
        this.currency = currency;
    }

    static Uni<Offers> find(Mutiny.Session session, WantedItem.All wanted, String currency, LocalDate day) {
        UUID[] ids = wanted.lineItems().stream().map(WantedItem::productId).distinct().toArray(UUID[]::new);
        return SessionSql.select(session, SQL, ids, currency, day, wanted.priceListId()).map(rows -> {
            Offers offers = new Offers(currency);
            rows.forEach(offers::add);
            return offers;
        });
    }

    private void add(Object[] row) {
        Product product = products.computeIfAbsent((UUID) row[0], id -> new Product((String) row[1], (Boolean) row[2], new EnumMap<>(Charge.class)));
        if (row[6] != null) {
            product.prices.put(Charge.valueOf((String) row[6]), new Price((UUID) row[4], LineItemSums.decimal(row[5])));
        } else if (row[3] != null) {
            product.prices.put(Charge.ONE_TIME, new Price(null, LineItemSums.decimal(row[3])));
        }
    }

    /** The item with all that was left out, or null and one more error. */
    LineItem item(WantedItem wanted, String pointer, List<FieldError> errors) {
        Product product = products.get(wanted.productId());
        if (product == null || !product.sold) {
            errors.add(new FieldError(pointer + "/productId", "productId names no product that is sold."));
            return null;
        }
        Charge charge = charge(wanted, product);
        if (charge == null) {
            errors.add(new FieldError(pointer + "/recurrence", product.name + " has several prices; say which of "
                    + String.join(", ", names(product)) + "."));
            return null;
        }
        Price listed = product.prices.get(charge);
        if (listed == null && wanted.unitPrice() == null) {
            errors.add(new FieldError(pointer + "/unitPrice", "There is no " + currency + " price for " + product.name + " today; say what it costs."));
            return null;
        }
        if (charge == Charge.ONE_TIME && wanted.termMonths() != null) {
            errors.add(new FieldError(pointer + "/termMonths", "What is paid once has no term."));
            return null;
        }
        Long term = charge == Charge.ONE_TIME ? null : wanted.termMonths() == null ? Long.valueOf(LineItemSums.USUAL_TERM) : wanted.termMonths();
        return new LineItem(wanted.id(), wanted.productId(), product.name, wanted.description(), wanted.quantity(),
                listed == null ? null : listed.listId, listed == null ? null : listed.amount,
                wanted.unitPrice() == null ? listed.amount : wanted.unitPrice(), wanted.discountPercent(), charge, term, currency);
    }

    private static Charge charge(WantedItem wanted, Product product) {
        if (wanted.recurrence() != null) {
            return wanted.recurrence();
        }
        if (product.prices.isEmpty()) {
            return Charge.ONE_TIME;
        }
        return product.prices.size() == 1 ? product.prices.keySet().iterator().next() : null;
    }

    private static List<String> names(Product product) {
        List<String> names = new ArrayList<>();
        product.prices.keySet().forEach(charge -> names.add(charge.name()));
        return names;
    }
}

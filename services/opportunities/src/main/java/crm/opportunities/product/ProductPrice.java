package crm.opportunities.product;

import crm.chassis.record.CrmRecord;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.util.UUID;

/** What one of a product costs by a price list, in the list's currency. */
@Entity
public class ProductPrice extends CrmRecord {

    public UUID priceListId;
    public UUID productId;
    public BigDecimal unitPrice;

    @Enumerated(EnumType.STRING)
    public Charge recurrence;
}

package crm.opportunities.product;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Price lists. */
@Path("/api/v1/price-lists")
@Tag(name = "Products")
public class PriceListResource extends RecordResource<PriceList> {

    PriceListResource(PriceLists priceLists) {
        super(priceLists);
    }
}

package crm.opportunities.product;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What products cost by the price lists. */
@Path("/api/v1/product-prices")
@Tag(name = "Products")
public class ProductPriceResource extends RecordResource<ProductPrice> {

    ProductPriceResource(ProductPrices prices) {
        super(prices);
    }
}

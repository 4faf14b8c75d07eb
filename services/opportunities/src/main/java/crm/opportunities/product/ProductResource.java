package crm.opportunities.product;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Products. */
@Path("/api/v1/products")
@Tag(name = "Products")
public class ProductResource extends RecordResource<Product> {

    ProductResource(Products products) {
        super(products);
    }
}

package crm.opportunities.money;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Exchange rates by day. */
@Path("/api/v1/exchange-rates")
@Tag(name = "Exchange rates")
public class ExchangeRateResource extends RecordResource<ExchangeRate> {

    ExchangeRateResource(DatedRates rates) {
        super(rates);
    }
}

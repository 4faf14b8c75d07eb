package crm.opportunities.value;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import crm.opportunities.account.Accounts;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a customer is worth. */
@Path("/api/v1/accounts/{id}/value")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class CustomerValueResource {

    private final Accounts accounts;
    private final CustomerValue value;
    private final WhoAmI whoAmI;

    CustomerValueResource(Accounts accounts, CustomerValue value, WhoAmI whoAmI) {
        this.accounts = accounts;
        this.value = value;
        this.whoAmI = whoAmI;
    }

    /** Revenue, what it cost to serve the customer, and the formula of both; {@code subsidiaries=true} counts the accounts below as well. */
    @GET
    public Uni<Response> read(@PathParam("id") String id, @QueryParam("subsidiaries") @DefaultValue("false") boolean subsidiaries) {
        Me me = accounts.type().access().reader(whoAmI.me());
        UUID account = Ids.ofPath(id);
        return accounts.chassis().queries().one(accounts.type(), account, "id", me)
                .chain(visible -> value.of(account, subsidiaries, me)).map(json -> Answer.of(200, json).response());
    }
}

package crm.opportunities.value;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.chassis.record.Ids;
import crm.opportunities.account.Accounts;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An account with all that stand below it. */
@Path("/api/v1/accounts/{id}/roll-up")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class AccountRollUpResource {

    private final Accounts accounts;
    private final AccountRollUp rollUp;
    private final WhoAmI whoAmI;

    AccountRollUpResource(Accounts accounts, AccountRollUp rollUp, WhoAmI whoAmI) {
        this.accounts = accounts;
        this.rollUp = rollUp;
        this.whoAmI = whoAmI;
    }

    /** What the account and all below it have open and have bought, and the part of each, the largest 200. */
    @GET
    public Uni<Response> read(@PathParam("id") String id) {
        Me me = accounts.type().access().reader(whoAmI.me());
        UUID account = Ids.ofPath(id);
        return accounts.chassis().queries().one(accounts.type(), account, "id", me)
                .chain(visible -> rollUp.of(account, me)).map(json -> Answer.of(200, json).response());
    }
}

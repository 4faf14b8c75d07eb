package crm.opportunities.account;

import crm.chassis.http.RecordResource;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts. */
@Path("/api/v1/accounts")
@Tag(name = "Accounts")
public class AccountResource extends RecordResource<Account> {

    AccountResource(Accounts accounts) {
        super(accounts);
    }
}

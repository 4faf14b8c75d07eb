package crm.opportunities.dropbox;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.idempotency.Answer;
import crm.opportunities.activity.Activities;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of the mails that the caller sent to the dropbox; administrators and compliance officers see those of all. */
@Path("/api/v1/activities/mails")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Activities")
public class MailLedgerResource {

    private final MailLedger ledger;
    private final Activities activities;
    private final WhoAmI whoAmI;

    MailLedgerResource(MailLedger ledger, Activities activities, WhoAmI whoAmI) {
        this.ledger = ledger;
        this.activities = activities;
        this.whoAmI = whoAmI;
    }

    @GET
    public Uni<Response> list() {
        Me me = activities.type().access().reader(whoAmI.me());
        return ledger.of(me).map(json -> Answer.of(200, json).response());
    }
}

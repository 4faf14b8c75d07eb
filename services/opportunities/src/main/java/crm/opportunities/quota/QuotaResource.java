package crm.opportunities.quota;

import crm.chassis.http.RecordResource;
import crm.chassis.idempotency.Answer;
import crm.opportunities.period.FiscalCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Quotas, and how far they are reached. */
@Path("/api/v1/quotas")
@Tag(name = "Quotas")
public class QuotaResource extends RecordResource<Quota> {

    private final Attainment attainment;
    private final FiscalCalendar calendar;

    QuotaResource(Quotas quotas, Attainment attainment, FiscalCalendar calendar) {
        super(quotas);
        this.attainment = attainment;
        this.calendar = calendar;
    }

    /** Target, what was won, what is missing and how well it is covered, for each quota of a period that the caller may read. */
    @GET
    @Path("/attainment")
    public Uni<Response> attainment(@QueryParam("period") String period) {
        return attainment.of(calendar.named(period), reader()).map(json -> Answer.of(200, json).response());
    }
}

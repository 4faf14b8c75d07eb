package crm.opportunities.forecast;

import crm.chassis.access.Me;
import crm.chassis.access.WhoAmI;
import crm.chassis.http.Bodies;
import crm.chassis.idempotency.Answer;
import crm.chassis.idempotency.Idempotency;
import crm.chassis.problem.Problem;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.period.FiscalCalendar;
import crm.opportunities.period.Period;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the company will sell in a month, a quarter or a fiscal year. */
@Path("/api/v1/forecasts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forecasts")
public class ForecastResource {

    private static final Set<String> READERS = Set.of("sales-rep", "sales-manager", "success-manager", "marketing-manager", "data-steward",
            "compliance-officer", "executive", "crm-admin");

    private final Forecasts forecasts;
    private final ForecastLedger ledger;
    private final ForecastAccuracy accuracy;
    private final ForecastWeeks weeks;
    private final ForecastJson answers;
    private final SubmitForecast submitForecast;
    private final AdjustForecast adjustForecast;
    private final FiscalCalendar calendar;
    private final Opportunities opportunities;
    private final Idempotency idempotency;
    private final WhoAmI whoAmI;

    ForecastResource(Forecasts forecasts, ForecastLedger ledger, ForecastAccuracy accuracy, ForecastWeeks weeks, ForecastJson answers,
            SubmitForecast submitForecast, AdjustForecast adjustForecast, FiscalCalendar calendar, Opportunities opportunities, Idempotency idempotency, WhoAmI whoAmI) {
        this.forecasts = forecasts;
        this.ledger = ledger;
        this.accuracy = accuracy;
        this.weeks = weeks;
        this.answers = answers;
        this.submitForecast = submitForecast;
        this.adjustForecast = adjustForecast;
        this.calendar = calendar;
        this.opportunities = opportunities;
        this.idempotency = idempotency;
        this.whoAmI = whoAmI;
    }

    /** The forecast of a period like 2026-11, 2026-Q4 or FY2026, from the company down to each owner, of what the caller may read. */
    @GET
    @Path("/{period}")
    public Uni<Response> read(@PathParam("period") String period) {
        Me me = reader();
        Period asked = calendar.named(period);
        String scope = opportunities.type().access().read(me).name();
        return forecasts.of(asked, me).map(company -> Answer.of(200, answers.write(asked, company, forecasts.tree(), scope)).response());
    }

    /** How well forecasts foretold; {@code groupBy} is owner, team, horizon or period, {@code kind} month, quarter or year. */
    @GET
    @Path("/accuracy")
    public Uni<Response> accuracy(@QueryParam("groupBy") String groupBy, @QueryParam("kind") String kind) {
        return accuracy.of(groupBy, kind, reader()).map(json -> Answer.of(200, json).response());
    }

    /** The forecast as it was kept each week, newest first. */
    @GET
    @Path("/{period}/snapshots")
    public Uni<Response> snapshots(@PathParam("period") String period) {
        return weeks.of(calendar.named(period), reader()).map(json -> Answer.of(200, json).response());
    }

    /** All that was called for a period, newest first. */
    @GET
    @Path("/{period}/submissions")
    public Uni<Response> submissions(@PathParam("period") String period) {
        return ledger.submissions(calendar.named(period), reader()).map(calls -> Answer.of(200, answers.submissions(calls)).response());
    }

    /** Calls the period: {@code {"amount":…,"currency":…,"note":…}}. */
    @POST
    @Path("/{period}/submissions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> submit(@PathParam("period") String period, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        Me me = reader();
        Period called = calendar.named(period);
        return idempotency.once(key, "POST /forecasts/" + called.name() + "/submissions", body, me,
                () -> submitForecast.submit(called, Bodies.json(body), me).map(call -> Answer.of(201, answers.call(call)))).map(Answer::response);
    }

    /** Adds to the figure of a team or a person: {@code {"team":…,"owner":…,"amount":…,"currency":…,"reason":…}}. */
    @POST
    @Path("/{period}/adjustments")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> adjust(@PathParam("period") String period, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        Me me = reader();
        Period adjusted = calendar.named(period);
        return idempotency.once(key, "POST /forecasts/" + adjusted.name() + "/adjustments", body, me,
                () -> adjustForecast.adjust(adjusted, Bodies.json(body), me).map(adjustment -> Answer.of(201, answers.adjustment(adjustment))))
                .map(Answer::response);
    }

    private Me reader() {
        Me me = whoAmI.me();
        if (Collections.disjoint(READERS, me.roles())) {
            throw Problem.forbidden("Your roles do not work with forecasts.");
        }
        return me;
    }
}

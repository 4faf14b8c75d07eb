package crm.opportunities.forecast;

import crm.chassis.access.Me;
import crm.chassis.record.RecordJson;
import crm.opportunities.period.FiscalCalendar;
import crm.opportunities.period.Period;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the forecasts of the present periods and the next ones once a week, as they stand; they never change after that. */
@Singleton
class ForecastSnapshots {

    private static final Logger LOG = Logger.getLogger(ForecastSnapshots.class);
    private static final String TAKEN = "select 1 from forecast_week where period = $1 and week = $2";
    private static final String TAKE = "with fresh as (insert into forecast_week (period, kind, from_day, until_day, week, taken_at)"
            + " values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning period, week)"
            + " insert into forecast_snapshot (period, week, team, owner, figures, called_base, adjustment_base, statistical_base)"
            + " select period, week, team, owner, figures, called, adjustment, statistical from fresh cross join jsonb_to_recordset(($7::text)::jsonb)"
            + " as part (team text, owner text, figures jsonb, called numeric, adjustment numeric, statistical numeric)";

    private final Forecasts forecasts;
    private final FiscalCalendar calendar;
    private final RecordJson recordJson;
    private final Pool pool;
    private final Clock clock;

    ForecastSnapshots(Forecasts forecasts, FiscalCalendar calendar, RecordJson recordJson, Pool pool, Clock clock) {
        this.forecasts = forecasts;
        this.calendar = calendar;
        this.recordJson = recordJson;
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(identity = "forecast-snapshots", every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Period> periods = new ArrayList<>();
        for (Period.Kind kind : Period.Kind.values()) {
            Period present = calendar.containing(kind, today);
            periods.add(present);
            periods.add(calendar.after(present));
        }
        return Multi.createFrom().iterable(periods)
                .onItem().transformToUniAndConcatenate(period -> take(period, today, now))
                .collect().asList().replaceWithVoid()
                .onFailure().invoke(failure -> LOG.warnf("The forecasts of the week are kept later: %s", failure.getMessage()))
                .onFailure().recoverWithNull();
    }

    /** Keeps the forecast of a period for the week of a day; the first of each week counts. */
    Uni<Void> take(Period period, LocalDate day, Instant now) {
        LocalDate week = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return pool.preparedQuery(TAKEN).execute(Tuple.of(period.name(), week)).chain(taken -> taken.size() > 0
                ? Uni.createFrom().voidItem()
                : forecasts.of(period, Me.PLATFORM).chain(company -> pool.preparedQuery(TAKE).execute(Tuple.from(List.of(period.name(),
                        period.kind().name(), period.from(), period.until(), week, now.atOffset(ZoneOffset.UTC), parts(company))))).replaceWithVoid());
    }

    /** All that is added up, as rows: what people called, and what managers added to teams. */
    private String parts(ForecastNode company) {
        return new String(recordJson.write(json -> {
            json.writeStartArray();
            write(json, company);
            json.writeEndArray();
        }), StandardCharsets.UTF_8);
    }

    private void write(com.fasterxml.jackson.core.JsonGenerator json, ForecastNode node) throws java.io.IOException {
        boolean leaf = node.kind() == ForecastNode.Kind.OWNER;
        if (leaf || !node.adjustments().isEmpty()) {
            json.writeStartObject();
            json.writeStringField("team", leaf || node.team() != null ? node.team() : node.adjustments().get(0).leaf().team());
            json.writeStringField("owner", leaf ? node.name() : null);
            json.writeFieldName("figures");
            ForecastJson.categories(json, leaf ? node.categories() : java.util.Map.of());
            ForecastJson.number(json, "called", leaf ? node.called() : BigDecimal.ZERO);
            ForecastJson.number(json, "adjustment", node.adjustments().stream().map(Adjustment::base).reduce(BigDecimal.ZERO, BigDecimal::add));
            ForecastJson.number(json, "statistical", leaf ? node.statistical() : BigDecimal.ZERO);
            json.writeEndObject();
        }
        for (ForecastNode part : node.parts()) {
            write(json, part);
        }
    }
}

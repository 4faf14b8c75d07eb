package crm.opportunities.quota;

import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.opportunities.integration.QuotaEvents;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.period.FiscalCalendar;
import crm.opportunities.period.Period;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The quotas and their rules: of a period that there is, of one owner, team or territory, money with its rate. */
@Singleton
public class Quotas extends Records<Quota> {

    private final FiscalCalendar calendar;
    private final ExchangeRates rates;
    private final QuotaEvents events;

    Quotas(Chassis chassis, FiscalCalendar calendar, ExchangeRates rates, QuotaEvents events) {
        super(QuotaDescription.quota(), chassis);
        this.calendar = calendar;
        this.rates = rates;
        this.events = events;
    }

    @Override
    protected void complete(Quota quota, Me me) {
        settle(quota);
        setRate(quota);
    }

    @Override
    protected Uni<Void> beforeCreation(Quota quota, Me me, Creation creation) {
        if (!AccessSql.within(type().access().change(me), me, quota.owner, quota.team)) {
            throw Problem.forbidden("This team is not one of yours.");
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    protected void beforeChange(Quota quota, Map<String, FieldChange> changes, Me me) {
        settle(quota);
        if (changes.containsKey("currency") || changes.containsKey("measure")) {
            setRate(quota);
        }
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(Quota quota, Map<String, FieldChange> changes, Me me) {
        return quota.archivedAt == null ? List.of(event(QuotaEvents.SET, quota, events.set(quota), me)) : List.of();
    }

    private void settle(Quota quota) {
        quota.measure = quota.measure == null ? Measure.REVENUE : quota.measure;
        if (quota.owner == null && quota.team == null && quota.territory == null) {
            throw Problem.invalid("/owner", "A quota is that of an owner, a team or a territory.");
        }
        if (quota.owner != null && quota.territory != null) {
            throw Problem.invalid("/territory", "A quota is that of an owner or of a territory, not of both.");
        }
        if (quota.target != null && quota.target.signum() < 0) {
            throw Problem.invalid("/target", "target is not negative.");
        }
        if (quota.period != null) {
            Period period = period(quota.period);
            quota.period = period.name();
            quota.startsOn = period.from();
            quota.endsOn = period.until().minusDays(1);
        }
    }

    private Period period(String name) {
        try {
            return calendar.named(name);
        } catch (Problem none) {
            throw Problem.invalid("/period", "A period is written as 2026-11, 2026-Q4 or FY2026.");
        }
    }

    private void setRate(Quota quota) {
        if (quota.measure == Measure.DEALS) {
            quota.currency = null;
            quota.exchangeRate = null;
        } else {
            quota.currency = quota.currency == null ? rates.baseCurrency() : quota.currency;
            quota.exchangeRate = rates.of(quota.currency);
        }
    }
}

package crm.cases.sla;

import crm.cases.sla.Promise.Stop;
import crm.cases.support.CaseStatus;
import crm.cases.support.SupportCase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The clock of a case. It runs from the moment the case is opened, stops while the customer is waited for (where the
 * policy says so) and while the case is over, and is read with the terms that were promised at the beginning. A case
 * without terms, such as imported history, has a clock that never says anything.
 */
public final class CaseClock {

    private static final String LASTING = "/..";

    private final SupportCase record;
    private final SlaTerms terms;

    private CaseClock(SupportCase record) {
        this.record = record;
        terms = record.slaTerms == null ? null : SlaTerms.of(record.slaTerms);
    }

    public static CaseClock of(SupportCase record) {
        return new CaseClock(record);
    }

    /** Starts it for a new case. */
    public void start() {
        if (record.status == CaseStatus.PENDING_CUSTOMER) {
            stopOrGoOn(CaseStatus.NEW, record.createdAt);
        }
        read();
    }

    /**
     * Follows a change of the case that is not stored yet.
     *
     * @param from the status before; null where it is the same
     */
    public void change(CaseStatus from, Set<String> changed, Instant now) {
        if (terms == null) {
            return;
        }
        CaseStatus before = from == null ? record.status : from;
        if (!before.isOver()) {
            noticeBreaches(now);
        }
        if (from != null) {
            stopOrGoOn(from, now);
        }
        boolean moved = from != null || changed.contains("priority");
        if (moved && !record.status.isOver()) {
            read();
        }
        setTimer();
    }

    /**
     * What has become due by now: notes broken promises and goes up the ladder.
     *
     * @param teams whether there is a team of this name; a step to one that is gone leaves the case where it is
     */
    public void strike(Instant now, Predicate<String> teams) {
        noticeBreaches(now);
        for (Instant next = nextStep(); next != null && next.isBefore(now); next = nextStep()) {
            SlaTerms.Step step = terms.ladder().get((int) record.escalationLevel);
            record.escalationLevel++;
            record.because("The promised time for the solution is over.");
            if (step.team() != null && teams.test(step.team())) {
                record.team = step.team();
                record.owner = null;
            }
        }
        setTimer();
    }

    /** A promise is broken when its time is over and what was promised is not there. */
    private void noticeBreaches(Instant now) {
        if (isOverdue(record.responseDueAt, record.firstRespondedAt, now)) {
            note(Milestone.RESPONSE, record.responseDueAt);
        }
        if (isOverdue(record.resolveDueAt, record.resolvedAt, now)) {
            note(Milestone.RESOLUTION, record.resolveDueAt);
        }
    }

    private static boolean isOverdue(Instant due, Instant done, Instant now) {
        return due != null && now.isAfter(due) && (done == null || done.isAfter(due));
    }

    private void note(Milestone milestone, Instant due) {
        if (!record.hasBroken(milestone)) {
            record.breach(milestone, due);
        }
    }

    private void stopOrGoOn(CaseStatus from, Instant now) {
        boolean stopped = stops(from);
        boolean stopsNow = stops(record.status);
        if (!stopped && stopsNow) {
            record.pauses = Stream.concat(Stream.of(record.pauses), Stream.of(now + LASTING)).toArray(String[]::new);
        } else if (stopped && !stopsNow) {
            record.pauses = Stream.of(record.pauses).map(pause -> pause.replace(LASTING, "/" + now)).toArray(String[]::new);
        }
    }

    private boolean stops(CaseStatus status) {
        return status.isOver() || status == CaseStatus.PENDING_CUSTOMER && terms.stopsWhilePending();
    }

    /** Sets what is due when; a promise that was kept stays as it was. */
    private void read() {
        List<Stop> stops = stops();
        if (record.firstRespondedAt == null) {
            record.responseDueAt = due(Milestone.RESPONSE, stops);
        }
        record.resolveDueAt = due(Milestone.RESOLUTION, stops);
        record.pausedSeconds = Promise.stopped(terms.hours(), stops).toSeconds();
        setTimer();
    }

    private Instant due(Milestone milestone, List<Stop> stops) {
        Duration promised = terms.promised(milestone, record.priority);
        return promised == null ? null : Promise.due(terms.hours(), record.createdAt, promised, stops);
    }

    private List<Stop> stops() {
        return Stream.of(record.pauses).map(pause -> {
            int slash = pause.indexOf('/');
            return new Stop(Instant.parse(pause.substring(0, slash)), pause.endsWith(LASTING) ? null : Instant.parse(pause.substring(slash + 1)));
        }).toList();
    }

    private void setTimer() {
        record.nextDueAt = record.status.isOver() || record.archivedAt != null ? null
                : Stream.of(awaited(Milestone.RESPONSE, record.firstRespondedAt == null ? record.responseDueAt : null),
                                awaited(Milestone.RESOLUTION, record.resolveDueAt), nextStep())
                        .filter(moment -> moment != null).min(Instant::compareTo).orElse(null);
    }

    private Instant awaited(Milestone milestone, Instant due) {
        return record.hasBroken(milestone) ? null : due;
    }

    /** When the case goes up the ladder next; null where it does not, as while the clock is stopped. */
    private Instant nextStep() {
        boolean applies = record.resolveDueAt != null && !stops(record.status) && record.escalationLevel < terms.ladder().size();
        return applies ? terms.hours().plus(record.resolveDueAt, terms.ladder().get((int) record.escalationLevel).after()) : null;
    }
}

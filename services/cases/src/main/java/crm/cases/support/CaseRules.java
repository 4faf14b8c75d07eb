package crm.cases.support;

import crm.chassis.history.FieldChange;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to be true of a case, and which changes of it are possible. Needs nothing but the case. */
final class CaseRules {

    private static final int BEST = 5;

    private CaseRules() {}

    /** Holds for every case, however it comes in. */
    static void checkValues(SupportCase record) {
        List<FieldError> errors = new ArrayList<>();
        if (record.status == null) {
            errors.add(new FieldError("/status", "status is required."));
        }
        if (record.priority == null) {
            errors.add(new FieldError("/priority", "priority is required."));
        }
        if (record.csat != null && (record.csat < 1 || record.csat > BEST)) {
            errors.add(new FieldError("/csat", "csat has to be between 1 and " + BEST + "."));
        }
        if (Stream.of(record.escalationLevel, record.pausedSeconds, record.reopenedCount).anyMatch(count -> count < 0)) {
            errors.add(new FieldError("", "escalationLevel, pausedSeconds and reopenedCount cannot be negative."));
        }
        if (record.parentId != null && record.parentId.equals(record.id)) {
            errors.add(new FieldError("/parentId", "A case cannot be its own parent."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** Holds for a case that somebody enters. */
    static void checkFirst(SupportCase record) {
        if (record.status.isOver()) {
            throw Problem.invalid("/status", "A new case starts as "
                    + names(Stream.of(CaseStatus.values()).filter(status -> !status.isOver())) + ".");
        }
    }

    /** Refuses a change that the state of the case does not allow, and keeps the fields of the status true. */
    static void applyChange(SupportCase record, Map<String, FieldChange> changes, Instant now) {
        checkValues(record);
        boolean ownerGiven = changes.containsKey("owner") && record.owner != null;
        boolean ownerTaken = changes.containsKey("owner") && record.owner == null;
        if (!changes.containsKey("status")) {
            if (ownerGiven && record.status == CaseStatus.NEW) {
                record.status = CaseStatus.ASSIGNED;
            } else if (ownerTaken && record.status == CaseStatus.ASSIGNED) {
                record.status = CaseStatus.NEW;
            }
            return;
        }
        move(record, CaseStatus.valueOf(changes.get("status").from().asText()), now);
    }

    private static void move(SupportCase record, CaseStatus from, Instant now) {
        CaseStatus to = record.status;
        if (!from.mayBecome(to)) {
            throw illegal(from, "A case that is " + from + " may become " + names(from.next().stream()) + ".");
        }
        String act = CaseStatus.act(from, to);
        if (act != null && record.reachedByAct != to) {
            throw Problem.conflict("status-by-act", "This status is reached by an act",
                    "A case that is " + from + " becomes " + to + " by POST /api/v1/cases/" + record.id + "/" + act + ".");
        }
        if (to == CaseStatus.DUPLICATE && record.parentId == null) {
            throw Problem.invalid("/parentId", "Name the case that it repeats.");
        }
        if (from.isOver() && !to.isOver()) {
            record.reopenedCount++;
            record.resolvedAt = null;
            record.closedAt = null;
        } else if (to == CaseStatus.RESOLVED) {
            record.resolvedAt = now;
        } else if (to == CaseStatus.CLOSED) {
            record.closedAt = now;
        }
    }

    static Problem illegal(CaseStatus from, String detail) {
        return Problem.conflict("illegal-transition", "The case cannot become that", detail)
                .with("currentStatus", from).with("legal", from.next());
    }

    private static String names(Stream<CaseStatus> statuses) {
        return statuses.map(CaseStatus::name).collect(Collectors.joining(", "));
    }
}

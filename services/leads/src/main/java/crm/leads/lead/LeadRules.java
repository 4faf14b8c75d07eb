package crm.leads.lead;

import crm.chassis.history.FieldChange;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to be true of a lead, and which changes of it are possible. Needs nothing but the lead. */
final class LeadRules {

    private static final Set<String> HANDLES = Set.of("lastName", "company", "email", "phone");
    private static final String HANDLES_MISSING = "A lead needs a lastName, a company, an email or a phone.";

    private LeadRules() {}

    /** Holds for every lead, however it comes in. */
    static void checkValues(Lead lead) {
        List<FieldError> errors = new ArrayList<>();
        notNegative("annualRevenue", lead.annualRevenue, errors);
        notNegative("estimatedValue", lead.estimatedValue, errors);
        notNegative("numberOfEmployees", number(lead.numberOfEmployees), errors);
        notNegative("recycledCount", number(lead.recycledCount), errors);
        if (lead.score != null && (lead.score < 0 || lead.score > 100)) {
            errors.add(new FieldError("/score", "score has to be between 0 and 100."));
        }
        if (lead.status == null) {
            errors.add(new FieldError("/status", "status is required."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** Holds for a lead that somebody enters; an import may bring one of which only the identifier is known. */
    static void checkFirst(Lead lead) {
        if (Stream.of(lead.lastName, lead.company, lead.email, lead.phone).allMatch(value -> value == null)) {
            throw Problem.invalid("", HANDLES_MISSING);
        }
        if (!lead.status.mayBeFirst()) {
            throw Problem.invalid("/status", "A new lead starts as "
                    + names(Stream.of(LeadStatus.values()).filter(LeadStatus::mayBeFirst)) + ".");
        }
    }

    /** Holds for a lead that an import changed: what was agreed with opportunities is not history to be rewritten. */
    static void checkImported(Lead lead) {
        if (lead.isConverting()) {
            throw conversionPending();
        }
        if (lead.conversionState == ConversionState.COMPLETED && lead.status != LeadStatus.CONVERTED) {
            throw alreadyConverted(lead);
        }
    }

    /** Refuses a change that the state of the lead does not allow, and keeps the fields of the status true. */
    static void applyChange(Lead lead, Map<String, FieldChange> changes) {
        checkValues(lead);
        checkFrozen(lead, changes);
        if (HANDLES.stream().anyMatch(changes::containsKey)
                && Stream.of(lead.lastName, lead.company, lead.email, lead.phone).allMatch(value -> value == null)) {
            throw Problem.invalid("", HANDLES_MISSING);
        }
        if (changes.containsKey("wakeAt") && lead.wakeAt != null && lead.status != LeadStatus.NURTURING) {
            throw Problem.invalid("/wakeAt", "Only a lead that is NURTURING wakes up.");
        }
        FieldChange move = changes.get("status");
        if (move != null) {
            applyMove(lead, LeadStatus.valueOf(move.from().asText()), changes);
        }
    }

    private static void checkFrozen(Lead lead, Map<String, FieldChange> changes) {
        if (changes.keySet().equals(Set.of("consents"))) {
            return; // what the person allows may change at any time
        }
        if (lead.isConverting() && !changes.containsKey("conversionState")) {
            throw conversionPending();
        }
        if (statusBefore(lead, changes) == LeadStatus.CONVERTED && !changes.keySet().equals(Set.of("archivedAt"))) {
            throw alreadyConverted(lead);
        }
    }

    private static LeadStatus statusBefore(Lead lead, Map<String, FieldChange> changes) {
        FieldChange move = changes.get("status");
        return move == null ? lead.status : LeadStatus.valueOf(move.from().asText());
    }

    private static void applyMove(Lead lead, LeadStatus from, Map<String, FieldChange> changes) {
        LeadStatus to = lead.status;
        if (!from.mayBecome(to)) {
            throw Problem.conflict("illegal-transition", "The lead cannot become that",
                    from.next().isEmpty()
                            ? "A lead that is " + from + " stays so."
                            : "A lead that is " + from + " may become " + names(from.next().stream()) + ".")
                    .with("currentStatus", from)
                    .with("legal", from.next());
        }
        if (to.act() != null && lead.reachedByAct != to) {
            throw Problem.conflict("status-by-act", "This status is reached by an act",
                    "A lead becomes " + to + " by POST /api/v1/leads/" + lead.id + "/" + to.act() + ".");
        }
        if (to == LeadStatus.RECYCLED) {
            lead.recycledCount++;
        }
        lead.wakeAt = to == LeadStatus.NURTURING ? lead.wakeAt : null;
        lead.recycleAt = to == LeadStatus.ASSIGNED ? lead.recycleAt : null;
        if (lead.reachedByAct == null) {
            lead.statusReason = changes.containsKey("statusReason") ? lead.statusReason : null;
            lead.lostReason = from.isDisqualified() && !changes.containsKey("lostReason") ? null : lead.lostReason;
        }
    }

    private static Problem conversionPending() {
        return Problem.conflict("conversion-pending", "The lead is being converted",
                "Its conversion was requested and has not been answered. It can be changed after that.");
    }

    static Problem alreadyConverted(Lead lead) {
        Problem problem = Problem.conflict("lead-already-converted", "The lead is converted",
                "It lives on as account, contact and opportunity and changes no more.");
        Stream.of(new Object[][] {{"accountId", lead.convertedAccountId}, {"contactId", lead.convertedContactId},
                        {"opportunityId", lead.convertedOpportunityId}})
                .filter(member -> member[1] != null)
                .forEach(member -> problem.with((String) member[0], member[1]));
        return problem;
    }

    private static void notNegative(String field, BigDecimal value, List<FieldError> errors) {
        if (value != null && value.signum() < 0) {
            errors.add(new FieldError("/" + field, field + " cannot be negative."));
        }
    }

    private static BigDecimal number(Long value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }

    private static String names(Stream<LeadStatus> statuses) {
        return statuses.map(LeadStatus::name).collect(Collectors.joining(", "));
    }
}

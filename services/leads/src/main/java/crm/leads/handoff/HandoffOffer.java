package crm.leads.handoff;

import crm.chassis.access.Me;
import crm.chassis.directory.Directory;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import crm.leads.hours.BusinessCalendars;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.Leads;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an offer needs: a qualified lead that the caller works with, somebody in sales, every answer, and a time limit. */
@Singleton
class HandoffOffer {

    private static final Set<String> SALES = Set.of("sales-rep", "sales-manager");
    private static final int RETRY_SECONDS = 5;

    private final Leads leads;
    private final HandoffAgreements agreements;
    private final BusinessCalendars calendars;
    private final Directory directory;

    HandoffOffer(Leads leads, HandoffAgreements agreements, BusinessCalendars calendars, Directory directory) {
        this.leads = leads;
        this.agreements = agreements;
        this.calendars = calendars;
        this.directory = directory;
    }

    /** Checks the offer and completes it. The lead stays locked, so that of two offers at once the second finds the first. */
    Uni<Void> check(Handoff handoff, Me me) {
        checkReceiver(handoff);
        return leads.locked(handoff.leadId, me)
                .onFailure(failure -> failure instanceof Problem problem && problem.status() == 404)
                .transform(missing -> Problem.invalid("/leadId", "There is no such lead, or it is not yours to see."))
                .invoke(lead -> take(handoff, lead))
                .chain(lead -> openOffer(lead.id))
                .invoke(HandoffOffer::refuseSecond)
                .chain(() -> agreements.current())
                .chain(agreement -> calendars.current().invoke(hours -> {
                    answer(handoff, agreement);
                    Instant now = handoff.createdAt;
                    handoff.dueAt = hours.plus(now, Duration.ofMinutes(agreement.limitMinutes));
                    handoff.remindAt = agreement.reminderMinutes == 0 ? null
                            : hours.plus(now, Duration.ofMinutes(agreement.limitMinutes - agreement.reminderMinutes));
                }))
                .replaceWithVoid();
    }

    private void checkReceiver(Handoff handoff) {
        handoff.owner = handoff.offeredTo == null ? handoff.owner : handoff.offeredTo;
        handoff.offeredTo = handoff.owner;
        if (handoff.owner == null && handoff.team == null) {
            throw Problem.invalid("/team", "Name the team or the person that the lead is offered to.");
        }
        if (!directory.isKnown()) {
            throw Problem.unavailable("It is not known yet who works here.", RETRY_SECONDS);
        }
        if (handoff.owner != null) {
            if (!directory.hasPerson(handoff.owner) || !sells(handoff.owner)) {
                throw Problem.invalid("/offeredTo", "There is nobody in sales with this login name.");
            }
            List<String> teams = directory.teamsOf(handoff.owner);
            if (handoff.team == null || !teams.contains(handoff.team)) {
                handoff.team = teams.get(0);
            }
        } else if (!directory.hasTeam(handoff.team) || directory.peopleWithin(handoff.team).stream().noneMatch(this::sells)) {
            throw Problem.invalid("/team", "There is no team of this name in sales.");
        }
    }

    private boolean sells(String login) {
        return directory.rolesOf(login).stream().anyMatch(SALES::contains);
    }

    private static void take(Handoff handoff, Lead lead) {
        if (lead.status != LeadStatus.QUALIFIED || lead.isConverting()) {
            throw notQualified(lead);
        }
        handoff.leadName = Stream.of(lead.firstName, lead.lastName, lead.company == null ? null : "(" + lead.company + ")")
                .filter(part -> part != null).collect(Collectors.joining(" "));
        handoff.leadName = handoff.leadName.isEmpty() ? lead.email : handoff.leadName;
        handoff.leadSource = lead.leadSource;
        handoff.campaignId = lead.campaignId;
    }

    static Problem notQualified(Lead lead) {
        return Problem.conflict("lead-not-qualified", "The lead is not qualified",
                        lead.isConverting() ? "It is being converted." : "Only a lead that is QUALIFIED is handed over; this one is " + lead.status + ".")
                .with("currentStatus", lead.status);
    }

    private static Uni<UUID> openOffer(UUID leadId) {
        return Panache.getSession()
                .chain(session -> session.flush().chain(() -> SessionSql.select(session,
                        "select id from handoff where lead_id = $1 and state = 'OFFERED' limit 1", leadId)))
                .map(rows -> rows.isEmpty() ? null : (UUID) rows.get(0)[0]);
    }

    private static void refuseSecond(UUID open) {
        if (open != null) {
            throw Problem.conflict("handoff-open", "The lead is offered already",
                    "Sales has not decided on the offer that is open.").with("handoffId", open);
        }
    }

    /** Each item of the checklist that is agreed now needs an answer, and nothing else is answered. */
    private static void answer(Handoff handoff, HandoffAgreement agreement) {
        Map<String, Object> answers = handoff.answers == null ? Map.of() : handoff.answers;
        List<Map<String, Object>> answered = new ArrayList<>();
        List<FieldError> missing = new ArrayList<>();
        Set<String> keys = agreement.checklist.stream().map(item -> (String) item.get("key")).collect(Collectors.toSet());
        for (Map<String, Object> item : agreement.checklist) {
            Object answer = answers.get(item.get("key"));
            if (answer == null || answer instanceof String text && text.isBlank()) {
                missing.add(new FieldError("/answers/" + item.get("key"), "This has to be answered: " + item.get("question")));
            } else {
                Map<String, Object> both = new LinkedHashMap<>(item);
                both.put("answer", answer);
                answered.add(both);
            }
        }
        answers.keySet().stream().filter(key -> !keys.contains(key))
                .forEach(key -> missing.add(new FieldError("/answers/" + key, "The checklist does not ask this.")));
        if (!missing.isEmpty()) {
            throw Problem.invalid(missing);
        }
        handoff.checklist = answered;
    }
}

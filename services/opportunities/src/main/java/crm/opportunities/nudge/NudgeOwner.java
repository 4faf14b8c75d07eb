package crm.opportunities.nudge;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Creation;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.Links;
import crm.chassis.sql.SessionSql;
import crm.opportunities.activity.Activities;
import crm.opportunities.activity.Activity;
import crm.opportunities.activity.ActivityType;
import crm.opportunities.activity.Priority;
import crm.opportunities.integration.StageEvents;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.opportunity.Opportunity;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Asks the owner of an open opportunity how it goes on: with a task, and with an event that reaches them at once. While such a
 * task is open, asking again changes nothing.
 */
@Singleton
public class NudgeOwner {

    /** The source of the tasks that come from here. */
    static final String SOURCE = "NUDGE";

    private static final int LONG_TEXT = 4_000;
    private static final int NAME = 120;
    private static final String LOCK = "select id from opportunity where id = $1 for update";
    private static final String OPEN_TASK = "select id from activity where related_to @> array[$1]::text[] and source = $2"
            + " and status = 'OPEN' and archived_at is null order by created_at, id limit 1";

    /** @param made whether there was no such task yet */
    record Nudge(Activity task, boolean made) {}

    private final Opportunities opportunities;
    private final Activities activities;
    private final StageEvents events;
    private final Clock clock;
    private final Duration within;

    NudgeOwner(Opportunities opportunities, Activities activities, StageEvents events, Clock clock,
            @ConfigProperty(name = "crm.nudge.within") Duration within) {
        this.opportunities = opportunities;
        this.activities = activities;
        this.events = events;
        this.clock = clock;
        this.within = within;
    }

    /**
     * Nudges the owner of an opportunity that the caller may see and whose kind their roles work with.
     *
     * @param body {@code {"note":…}}, or empty
     * @throws Problem 403 where the caller only reads, 404 not visible, 409 where it is closed, archived or nobody's
     */
    Uni<Nudge> nudge(UUID id, JsonNode body, Me me) {
        String note = (String) RequestFields.read(body, Field.text("note").max(LONG_TEXT)).get("note");
        return Panache.withTransaction(() -> opportunities.visible(id, me)
                .invoke(opportunity -> check(opportunity, me))
                .chain(opportunity -> Panache.getSession().chain(session -> SessionSql.select(session, LOCK, id)
                        .chain(() -> SessionSql.select(session, OPEN_TASK, Links.of("opportunity", id), SOURCE))
                        .chain(open -> open.isEmpty() ? ask(opportunity, note, me) : present(session, open)))));
    }

    private void check(Opportunity opportunity, Me me) {
        if (opportunities.type().access().change(me) == Scope.NONE) {
            throw Problem.forbidden("Your roles read opportunities and do not work with them.");
        }
        if (opportunity.archivedAt != null || opportunity.closedAt != null) {
            throw Problem.conflict("not-open", "The opportunity is not open", "Only an opportunity that is open goes on.");
        }
        if (opportunity.owner == null) {
            throw Problem.conflict("no-owner", "The opportunity has no owner", "Give it to somebody first; there is nobody to nudge.");
        }
    }

    private static Uni<Nudge> present(Mutiny.Session session, List<Object[]> open) {
        return session.find(Activity.class, open.get(0)[0]).map(task -> new Nudge(task, false));
    }

    private Uni<Nudge> ask(Opportunity opportunity, String note, Me me) {
        Instant now = clock.instant();
        long days = opportunity.daysInStage(now);
        Activity task = new Activity();
        task.type = ActivityType.TASK;
        task.priority = Priority.HIGH;
        task.subject = "How does " + (opportunity.name.length() > NAME ? opportunity.name.substring(0, NAME) + "…" : opportunity.name)
                + " go on? In " + opportunity.stageName + " for " + (days == 1 ? "1 day" : days + " days");
        task.description = note;
        task.relatedTo = new String[] {Links.of("opportunity", opportunity.id), Links.of("account", opportunity.accountId)};
        task.owner = opportunity.owner;
        task.team = opportunity.team;
        task.dueAt = now.plus(within);
        task.source = SOURCE;
        return activities.create(task, Creation.PLAIN, me)
                .call(made -> activities.chassis().outbox().addAll(List.of(events.nudged(opportunity, made.id, days, note, me))))
                .map(made -> new Nudge(made, true));
    }
}

package crm.opportunities.health;

import crm.chassis.access.Me;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.record.Links;
import crm.chassis.sql.SessionSql;
import crm.opportunities.account.Account;
import crm.opportunities.account.Accounts;
import crm.opportunities.activity.Activities;
import crm.opportunities.activity.Activity;
import crm.opportunities.activity.ActivityType;
import crm.opportunities.activity.Priority;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Shows on an account how it is, and gives its owner a task when it falls into a lower band. While such a task is open, a further
 * fall makes it pressing instead of adding another.
 */
@Singleton
public class FollowHealth {

    /** The source of the tasks that come from here; people and imports may use the word too, so the link counts as well. */
    static final String SOURCE = "HEALTH";

    private static final String OPEN_PLAN = "select id from activity where related_to @> array[$1]::text[] and source = $2"
            + " and status = 'OPEN' and archived_at is null order by created_at, id limit 1";

    private final Accounts accounts;
    private final Activities activities;
    private final Clock clock;
    private final Duration planWithin;

    FollowHealth(Accounts accounts, Activities activities, Clock clock,
            @ConfigProperty(name = "crm.health.save-plan-within") Duration planWithin) {
        this.accounts = accounts;
        this.activities = activities;
        this.clock = clock;
        this.planWithin = planWithin;
    }

    /** Takes a report over, in the open transaction; reports come here in the order of their versions. */
    public Uni<Void> follow(HealthReport report) {
        return Panache.getSession().chain(session -> session.find(Account.class, report.accountId())
                .chain(account -> account == null
                        ? Uni.createFrom().voidItem()
                        : show(account, report).chain(fell -> fell ? plan(session, account, report) : Uni.createFrom().voidItem())));
    }

    private Uni<Boolean> show(Account account, HealthReport report) {
        boolean fell = HealthBand.fell(account.health == null ? null : account.health.get("band"), report.band());
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("score", report.score());
        health.put("band", report.band());
        health.put("trend", report.trend());
        health.put("calculatedAt", report.calculatedAt().toString());
        return accounts.change(account.id, IfMatch.ANY, Me.PLATFORM, changed -> changed.health = health).replaceWith(fell);
    }

    private Uni<Void> plan(Mutiny.Session session, Account account, HealthReport report) {
        String link = Links.of("account", account.id);
        return SessionSql.select(session, OPEN_PLAN, link, SOURCE)
                .chain(open -> open.isEmpty()
                        ? activities.create(task(account, link, report), new Creation(true), Me.PLATFORM)
                        : activities.change((UUID) open.get(0)[0], IfMatch.ANY, Me.PLATFORM, task -> {
                            task.priority = Priority.HIGH;
                            task.subject = subject(account, report);
                        }))
                .replaceWithVoid();
    }

    private Activity task(Account account, String link, HealthReport report) {
        Instant now = clock.instant();
        Activity task = new Activity();
        task.type = ActivityType.TASK;
        task.priority = "RED".equals(report.band()) ? Priority.HIGH : Priority.NORMAL;
        task.subject = subject(account, report);
        task.relatedTo = new String[] {link};
        task.owner = account.owner == null ? account.successOwner : account.owner;
        task.team = account.owner == null ? null : account.team;
        task.dueAt = now.plus(planWithin);
        task.source = SOURCE;
        return task;
    }

    private String subject(Account account, HealthReport report) {
        String name = account.name.length() > 180 ? account.name.substring(0, 180) + "…" : account.name;
        return "Make a plan to keep " + name + ": health fell to " + report.score() + " (" + report.band() + ")";
    }
}

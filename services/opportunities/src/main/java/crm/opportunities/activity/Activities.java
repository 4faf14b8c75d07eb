package crm.opportunities.activity;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.chassis.record.Links;
import crm.opportunities.account.Account;
import crm.opportunities.contact.Contact;
import crm.opportunities.integration.ActivityEvents;
import crm.opportunities.opportunity.Opportunity;
import crm.opportunities.reference.References;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What people do with customers. A call, an email or a note is written down after it happened and is therefore complete from the
 * start, unless it says that it is still to come.
 */
@Singleton
public class Activities extends Records<Activity> {

    private static final long LONGEST_MINUTES = 60L * 24 * 31;

    private final ActivityEvents events;
    private final Series series;

    Activities(Chassis chassis, ActivityEvents events, Series series) {
        super(ActivityDescription.activity(), chassis);
        this.events = events;
        this.series = series;
    }

    @Override
    protected void complete(Activity activity, Me me) {
        check(activity);
        boolean toCome = activity.dueAt != null || activity.startsAt != null && activity.startsAt.isAfter(activity.createdAt);
        if (activity.status == null) {
            activity.status = activity.type != null && activity.type.happened() && !toCome ? ActivityStatus.COMPLETED : ActivityStatus.OPEN;
        }
        if (activity.priority == null && activity.type == ActivityType.TASK) {
            activity.priority = Priority.NORMAL;
        }
        series.begin(activity);
        close(activity, me);
    }

    @Override
    protected Uni<Void> beforeCreation(Activity activity, Me me, Creation creation) {
        return activity.follows ? Uni.createFrom().voidItem() : references(activity);
    }

    @Override
    protected void beforeChange(Activity activity, Map<String, FieldChange> changes, Me me) {
        check(activity);
        activity.status = activity.status == null ? ActivityStatus.OPEN : activity.status;
        if (changes.containsKey("reminderAt")) {
            activity.remindedAt = null;
        }
        series.follow(activity, changes);
        close(activity, me);
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(Activity activity, Map<String, FieldChange> changes, Me me) {
        Uni<Void> checked = changes.containsKey("relatedTo") ? references(activity) : Uni.createFrom().voidItem();
        return activity.nextAt == null ? checked : checked.chain(() -> create(series.next(activity), Creation.PLAIN, me))
                .invoke(() -> activity.nextAt = null).replaceWithVoid();
    }

    /** Notes that the owner of an activity, which is locked, has been reminded. */
    Uni<Activity> remind(UUID id) {
        return Panache.getSession().chain(session -> session.find(Activity.class, id)
                .chain(activity -> store(session, activity, Me.PLATFORM, due -> due.remindedAt = chassis().clock().instant())));
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(Activity activity, Map<String, FieldChange> changes, Me me) {
        List<OutgoingEvent> further = new ArrayList<>();
        if (changes.containsKey("status") && activity.status == ActivityStatus.COMPLETED) {
            further.add(event(ActivityEvents.COMPLETED, activity, events.completed(activity), me));
        }
        if (changes.containsKey("remindedAt") && activity.remindedAt != null) {
            further.add(event(ActivityEvents.REMINDED, activity, events.reminded(activity), me));
        }
        return further;
    }

    private void close(Activity activity, Me me) {
        if (activity.status != ActivityStatus.COMPLETED) {
            activity.completedAt = null;
            activity.completedBy = null;
        } else if (activity.completedAt == null) {
            activity.completedAt = chassis().clock().instant();
            activity.completedBy = me.login();
        }
    }

    private static void check(Activity activity) {
        if (activity.durationMinutes != null && (activity.durationMinutes < 0 || activity.durationMinutes > LONGEST_MINUTES)) {
            throw Problem.invalid("/durationMinutes", "durationMinutes lies between 0 and " + LONGEST_MINUTES + ".");
        }
    }

    /** Leads, cases and campaigns live in other services; what this one keeps has to be there. */
    private static Uni<Void> references(Activity activity) {
        References references = new References();
        for (String link : activity.relatedTo) {
            UUID id = Links.id(link);
            switch (Links.type(link)) {
                case "account" -> references.to(Account.class, "relatedTo", id);
                case "contact" -> references.to(Contact.class, "relatedTo", id);
                case "opportunity" -> references.to(Opportunity.class, "relatedTo", id);
                default -> { }
            }
        }
        return references.check();
    }
}

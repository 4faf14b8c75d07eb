package crm.opportunities.activity;

import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Activities that come again. There is one open activity of a series at a time; completing it makes the next one, which is
 * the first of the rule that lies after it and has not passed yet, so that who was away finds one and not twenty. To cancel
 * it, or to take the rule away, ends the series.
 */
@Singleton
class Series {

    private final Clock clock;
    private final String usualZone;

    Series(Clock clock, @ConfigProperty(name = "crm.time-zone") String usualZone) {
        this.clock = clock;
        this.usualZone = usualZone;
    }

    /** Begins the series of a new activity, or of one whose rule is new. */
    void begin(Activity activity) {
        if (activity.recurrence == null || activity.follows) {
            return;
        }
        if (activity.moment() == null) {
            throw Problem.invalid("/recurrence", "What comes again needs dueAt or startsAt, from which it counts.");
        }
        activity.timeZone = activity.timeZone == null ? usualZone : activity.timeZone;
        Recurrence.of(activity.recurrence, activity.timeZone);
        activity.seriesId = activity.seriesId == null ? activity.id : activity.seriesId;
        activity.occurrence = 1L;
        activity.occurrenceAt = activity.moment();
        activity.seriesStart = activity.moment();
    }

    /** Follows a change of an activity: another rule begins anew, and what is completed gets a next one once. */
    void follow(Activity activity, Map<String, FieldChange> changes) {
        if (changes.containsKey("recurrence") || changes.containsKey("timeZone")) {
            begin(activity);
        }
        if (activity.recurrence != null && activity.seriesStart != null && activity.nextId == null && changes.containsKey("status")
                && activity.status == ActivityStatus.COMPLETED) {
            Instant now = clock.instant();
            activity.nextAt = Recurrence.of(activity.recurrence, activity.timeZone).next(activity.seriesStart,
                    activity.occurrenceAt.isAfter(now) ? activity.occurrenceAt : now);
            activity.nextId = activity.nextAt == null ? null : Ids.next();
        }
    }

    /** The one that follows; all that is said of this one holds for it, as much later. */
    Activity next(Activity activity) {
        Activity next = new Activity();
        next.follows = true;
        next.id = activity.nextId;
        next.owner = activity.owner;
        next.team = activity.team;
        next.source = "SERIES";
        next.tags = activity.tags;
        next.customFields = new LinkedHashMap<>(activity.customFields);
        next.type = activity.type;
        next.status = ActivityStatus.OPEN;
        next.direction = activity.direction;
        next.priority = activity.priority;
        next.subject = activity.subject;
        next.description = activity.description;
        next.relatedTo = activity.relatedTo;
        next.durationMinutes = activity.durationMinutes;
        next.recurrence = activity.recurrence;
        next.timeZone = activity.timeZone;
        next.seriesId = activity.seriesId;
        next.seriesStart = activity.seriesStart;
        next.occurrence = activity.occurrence + 1;
        next.occurrenceAt = activity.nextAt;
        next.startsAt = activity.startsAt == null ? null : activity.nextAt;
        next.dueAt = later(activity, activity.dueAt);
        next.reminderAt = later(activity, activity.reminderAt);
        return next;
    }

    private static Instant later(Activity activity, Instant moment) {
        Instant from = activity.moment() == null ? activity.occurrenceAt : activity.moment();
        return moment == null ? null : activity.nextAt.plus(Duration.between(from, moment));
    }
}

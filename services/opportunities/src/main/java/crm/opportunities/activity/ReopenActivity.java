package crm.opportunities.activity;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Opens again what was completed, as where that was a mistake; the next one of its series, which followed from it, goes with that. */
@Singleton
public class ReopenActivity {

    private static final int STALE = 412;

    private final Activities activities;

    ReopenActivity(Activities activities) {
        this.activities = activities;
    }

    /**
     * Opening what is open changes nothing.
     *
     * @param body {@code {}}
     * @throws Problem 403 not the caller's, 404 not visible, 409 archived, cancelled, or its series has gone on
     */
    Uni<Activity> reopen(UUID id, JsonNode body, Me me) {
        if (!body.isObject() || !body.isEmpty()) {
            throw Problem.malformed("The body has to be {}.");
        }
        UUID[] next = new UUID[1];
        return Panache.withTransaction(() -> activities.change(id, IfMatch.ANY, me, activity -> {
            refuseWhatStays(activity);
            if (activity.status == ActivityStatus.COMPLETED) {
                next[0] = activity.nextId;
                activity.status = ActivityStatus.OPEN;
                activity.nextId = null;
            }
        }).call(reopened -> next[0] == null ? Uni.createFrom().voidItem() : takeBack(next[0], me)));
    }

    private static void refuseWhatStays(Activity activity) {
        if (activity.archivedAt != null) {
            throw Problem.conflict("archived", "The activity is archived", "Restore it before you open it again.");
        }
        if (activity.status == ActivityStatus.CANCELLED) {
            throw Problem.conflict("cancelled", "The activity was cancelled", "Only what was completed is opened again.");
        }
    }

    /** One of a series is open at a time; where somebody has worked on the next one, the series has gone on. */
    private Uni<Activity> takeBack(UUID next, Me me) {
        return activities.archive(next, IfMatch.version(1), me)
                .onFailure(failure -> failure instanceof Problem problem && problem.status() == STALE)
                .transform(stale -> Problem.conflict("series-went-on", "The series has gone on", "Somebody has worked on the activity that followed this one."));
    }
}

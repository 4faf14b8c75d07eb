package crm.campaigns.campaign;

import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Campaigns that are parts of others: a tree, so nothing is a part of itself. */
final class CampaignTree {

    private static final int HIGHEST = 20;

    private CampaignTree() {}

    /** Fails with 422 where the parent is not there, stands below the campaign, or stands too deep. */
    static Uni<Void> check(Campaign campaign) {
        if (campaign.parentId == null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> alone(session).chain(() -> climb(session, campaign, campaign.parentId, 1)));
    }

    /** One transaction at a time changes the tree: two changes that are fine alone could make a circle together. */
    private static Uni<Void> alone(Mutiny.Session session) {
        return SessionSql.update(session, "select pg_advisory_xact_lock(hashtextextended('hierarchy:Campaign', 0))").replaceWithVoid();
    }

    private static Uni<Void> climb(Mutiny.Session session, Campaign campaign, UUID next, int height) {
        if (next == null) {
            return Uni.createFrom().voidItem();
        }
        if (next.equals(campaign.id)) {
            throw Problem.invalid("/parentId", "parentId would make this campaign a part of itself.");
        }
        if (height == HIGHEST) {
            throw Problem.invalid("/parentId", "Campaigns may be nested at most " + HIGHEST + " deep.");
        }
        return session.find(Campaign.class, next).chain(found -> {
            if (found == null || height == 1 && found.archivedAt != null) {
                throw Problem.invalid("/parentId", "parentId names no campaign that is in use.");
            }
            return climb(session, campaign, found.parentId, height + 1);
        });
    }
}

package crm.leads.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.Leads;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/**
 * Sales accepts or rejects what was offered, marketing takes back what it offered. The lead is locked before the
 * handoff, as an offer locks it, so decisions and offers follow each other; of two decisions at once the second finds
 * that there is nothing left to decide.
 */
@Singleton
public class DecideHandoff {

    private static final Field REASON = Field.text("reason").max(HandoffDescription.MAX_REASON).required();
    private static final Set<String> WITHDRAW_ALL = Set.of("marketing-manager", "crm-admin", "integration");

    private final Handoffs handoffs;
    private final Leads leads;
    private final Clock clock;

    DecideHandoff(Handoffs handoffs, Leads leads, Clock clock) {
        this.handoffs = handoffs;
        this.leads = leads;
        this.clock = clock;
    }

    /** The lead belongs to who accepts, and to their team, from now on. */
    public Uni<Handoff> accept(UUID id, JsonNode request, Me me) {
        RequestFields.read(request);
        return Panache.withTransaction(() -> handoffs.leadOf(id).chain(leads::locked)
                .chain(lead -> open(id, me, DecideHandoff::checkSales).chain(handoff -> {
                    if (lead.status != LeadStatus.QUALIFIED || lead.isConverting() || lead.archivedAt != null) {
                        throw HandoffOffer.notQualified(lead);
                    }
                    String team = me.directTeams().contains(handoff.team) || me.team() == null ? handoff.team : me.team();
                    return leads.store(lead, me, accepted -> accepted.giveTo(me.login(), team))
                            .chain(() -> handoffs.store(handoff, me, decided -> {
                                decided.owner = me.login();
                                decided.team = team;
                                decided.decide(HandoffState.ACCEPTED, me.login(), clock.instant());
                            }));
                })));
    }

    /** The lead stays where it is, with marketing, which reads the reason. */
    public Uni<Handoff> reject(UUID id, JsonNode request, Me me) {
        String reason = (String) RequestFields.read(request, REASON).get("reason");
        return decide(id, me, DecideHandoff::checkSales, handoff -> {
            handoff.decide(HandoffState.REJECTED, me.login(), clock.instant());
            handoff.rejectionReason = reason;
        });
    }

    public Uni<Handoff> withdraw(UUID id, JsonNode request, Me me) {
        RequestFields.read(request);
        return decide(id, me, DecideHandoff::checkMarketing,
                handoff -> handoff.decide(HandoffState.WITHDRAWN, me.login(), clock.instant()));
    }

    private interface Right {
        void check(Handoff handoff, Me me);
    }

    private Uni<Handoff> decide(UUID id, Me me, Right right, java.util.function.Consumer<Handoff> edit) {
        return Panache.withTransaction(() -> handoffs.leadOf(id).chain(leads::locked)
                .chain(lead -> open(id, me, right)).chain(handoff -> handoffs.store(handoff, me, edit)));
    }

    private Uni<Handoff> open(UUID id, Me me, Right right) {
        return handoffs.locked(id).invoke(handoff -> {
            if (!AccessSql.within(handoffs.type().access().read(me), me, handoff.owner, handoff.team)) {
                throw Problem.notFound();
            }
            right.check(handoff, me);
            if (!handoff.isOpen()) {
                throw Problem.conflict("handoff-decided", "The handoff is decided", "It is " + handoff.state + " since "
                        + handoff.decidedAt + ".").with("state", handoff.state);
            }
        });
    }

    /** Who sells, for themselves and their team; who manages sales, for all teams below; never who made the offer. */
    private static void checkSales(Handoff handoff, Me me) {
        boolean mine = me.login().equals(handoff.owner);
        boolean rep = me.has("sales-rep") && (mine || handoff.owner == null && me.directTeams().contains(handoff.team));
        boolean manager = me.has("sales-manager") && (mine || me.teams().contains(handoff.team));
        if (!rep && !manager || me.login().equals(handoff.offeredBy)) {
            throw Problem.forbidden("Sales decides on a handoff: the person it was offered to, the team whose queue it is in,"
                    + " or who manages that team.");
        }
    }

    private static void checkMarketing(Handoff handoff, Me me) {
        if (!me.login().equals(handoff.offeredBy) && me.roles().stream().noneMatch(WITHDRAW_ALL::contains)) {
            throw Problem.forbidden("A handoff is withdrawn by who offered it or who manages marketing.");
        }
    }
}

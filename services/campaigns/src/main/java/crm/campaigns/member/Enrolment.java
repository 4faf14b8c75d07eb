package crm.campaigns.member;

import crm.campaigns.integration.CampaignAnnouncements;
import crm.campaigns.touch.Touch;
import crm.campaigns.touch.Touches;
import crm.chassis.access.Me;
import crm.chassis.outbox.Outbox;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Brings people into a campaign, many with one statement. Each person is a member once; who is one already stays as it
 * is, unless a file tells of another status. Whom somebody removed comes back where somebody wishes it, and not by what
 * the person does. All of it happens in the open transaction, with its touches and its events.
 */
@Singleton
public class Enrolment {

    /** People that one statement takes. */
    static final int BATCH = 5_000;

    private static final String INSERT = """
            insert into campaign_member as member (id, version, created_at, created_by, updated_at, updated_by, source, campaign_id, lead_id,
                contact_id, account_id, status, responded_at, origin)
            select id, 1, $1, $2, $1, $2, $3, $4, lead_id, contact_id, account_id, status, responded_at, $3
            from unnest($5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::timestamptz[])
                as candidate (id, lead_id, contact_id, account_id, status, responded_at)
            on conflict (campaign_id, person_id) do""";
    private static final String RETURNING =
            " returning id, version, lead_id, contact_id, account_id, status, responded_at, origin";
    private static final String LEAVE = INSERT + " nothing" + RETURNING;
    private static final String COME_BACK = INSERT + """
             update set version = member.version + 1, updated_at = $1, updated_by = $2, archived_at = null, account_id = excluded.account_id,
                status = excluded.status, responded_at = excluded.responded_at, origin = excluded.origin
            where member.archived_at is not null""" + RETURNING;
    private static final String UPDATE = INSERT + """
             update set version = member.version + 1, updated_at = $1, updated_by = $2, status = excluded.status,
                responded_at = coalesce(excluded.responded_at, member.responded_at)
            where excluded.status <> 'TARGETED' and (member.status <> excluded.status
                or excluded.responded_at is not null and member.responded_at is distinct from excluded.responded_at)""" + RETURNING;

    /** Somebody who comes in: a lead or a contact, with a status and, where that is a response, its moment. */
    public record Candidate(UUID leadId, UUID contactId, UUID accountId, MemberStatus status, Instant respondedAt) {
        UUID personId() {
            return leadId == null ? contactId : leadId;
        }
    }

    /** How many became members, and how many members were changed; all others were left as they are. */
    public record Outcome(int added, int updated) {
        static final Outcome NOTHING = new Outcome(0, 0);

        Outcome plus(Outcome other) {
            return new Outcome(added + other.added, updated + other.updated);
        }
    }

    private record Written(CampaignMember member, boolean isNew) {}

    private final Touches touches;
    private final Outbox outbox;
    private final CampaignAnnouncements announcements;
    private final Clock clock;

    Enrolment(Touches touches, Outbox outbox, CampaignAnnouncements announcements, Clock clock) {
        this.touches = touches;
        this.outbox = outbox;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** @param candidates each person once, {@link #BATCH} at most */
    public Uni<Outcome> enrol(UUID campaignId, List<Candidate> candidates, MemberOrigin origin, Me me) {
        if (candidates.isEmpty()) {
            return Uni.createFrom().item(Outcome.NOTHING);
        }
        // always in the same order, so that two who bring in the same people wait for each other and do not block
        List<Candidate> ordered = candidates.stream().sorted(Comparator.comparing(Candidate::personId)).toList();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Object[] values = {now, me.login(), origin.name(), campaignId,
                ordered.stream().map(each -> Ids.next()).toArray(UUID[]::new), ids(ordered, Candidate::leadId),
                ids(ordered, Candidate::contactId), ids(ordered, Candidate::accountId),
                ordered.stream().map(each -> each.status().name()).toArray(String[]::new),
                ordered.stream().map(each -> each.respondedAt() == null ? null : each.respondedAt().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new)};
        Uni<List<Written>> come = write(origin == MemberOrigin.TOUCH ? LEAVE : COME_BACK, values, campaignId, true);
        Uni<List<Written>> all = origin != MemberOrigin.IMPORT ? come
                : come.chain(first -> write(UPDATE, values, campaignId, false).map(then -> Stream.concat(first.stream(), then.stream()).toList()));
        return all.call(written -> announce(written, origin, me))
                .map(written -> {
                    int added = (int) written.stream().filter(Written::isNew).count();
                    return new Outcome(added, written.size() - added);
                });
    }

    /** @param areNew whether those whom the statement writes were no members before */
    private static Uni<List<Written>> write(String statement, Object[] values, UUID campaignId, boolean areNew) {
        return Panache.getSession().chain(session -> SessionSql.select(session, statement, values))
                .map(rows -> rows.stream().map(row -> written(campaignId, row, areNew)).toList());
    }

    /** What somebody did itself and became a member by is in the ledger already. */
    private Uni<Void> announce(List<Written> written, MemberOrigin origin, Me me) {
        List<OutgoingEvent> events = new ArrayList<>();
        List<Touch> responses = new ArrayList<>();
        for (Written each : written) {
            if (each.isNew()) {
                events.add(announcements.added(each.member(), me));
            }
            if (each.member().status.isResponse()) {
                events.add(announcements.responded(each.member(), me));
                if (origin != MemberOrigin.TOUCH) {
                    responses.add(each.member().touch());
                }
            }
        }
        return outbox.addAll(events).chain(() -> touches.add(responses, me));
    }

    private static Written written(UUID campaignId, Object[] row, boolean isNew) {
        CampaignMember member = new CampaignMember();
        member.id = (UUID) row[0];
        member.version = ((Number) row[1]).longValue();
        member.campaignId = campaignId;
        member.leadId = (UUID) row[2];
        member.contactId = (UUID) row[3];
        member.accountId = (UUID) row[4];
        member.status = MemberStatus.valueOf((String) row[5]);
        member.respondedAt = row[6] == null ? null : ((OffsetDateTime) row[6]).toInstant();
        member.origin = MemberOrigin.valueOf((String) row[7]);
        return new Written(member, isNew);
    }

    private static UUID[] ids(List<Candidate> candidates, Function<Candidate, UUID> id) {
        return candidates.stream().map(id).toArray(UUID[]::new);
    }
}

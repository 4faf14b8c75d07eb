package crm.campaigns.touch;

import crm.campaigns.member.Enrolment;
import crm.campaigns.member.MemberOrigin;
import crm.campaigns.member.MemberStatus;
import crm.chassis.access.Me;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What events of leads mean for the ledger. Whatever comes twice, late or in another order leaves the same entries: a
 * lead's capture is one touch, each tie to a campaign is one by the version that made it, and a conversion is final.
 */
@Singleton
public class LeadTouches {

    private static final String BY_ID = "select id from campaign where id = $1";

    /**
     * The campaign of this name whose source and medium, where it says any, are the lead's. Of several that fit, the running one,
     * then the one that says more, then the one that began last.
     */
    private static final String BY_UTM = """
            select id from campaign where utm is not null and lower(utm->>'campaign') = $1
                and coalesce(lower(nullif(utm->>'source', '')), $2) = $2 and coalesce(lower(nullif(utm->>'medium', '')), $3) = $3
                and status <> 'CANCELLED' and archived_at is null
                and (start_date is null or start_date <= $4) and (end_date is null or end_date >= $4)
            order by (status = 'ACTIVE') desc, num_nonnulls(nullif(utm->>'source', ''), nullif(utm->>'medium', '')) desc,
                start_date desc nulls last, id limit 1""";
    private static final String LINK = "insert into lead_link (lead_id, account_id, contact_id, opportunity_id) values ($1, $2, $3, $4)"
            + " on conflict (lead_id) do nothing";
    private static final String QUALIFIED = "insert into lead_qualification (lead_id, qualified_at) values ($1, $2)"
            + " on conflict (lead_id) do update set qualified_at = least(lead_qualification.qualified_at, excluded.qualified_at)";

    /** The UTM parameters that a lead came with; null for what was not there. */
    public record Utm(String source, String medium, String campaign) {}

    private final Touches touches;
    private final Enrolment enrolment;

    LeadTouches(Touches touches, Enrolment enrolment) {
        this.touches = touches;
        this.enrolment = enrolment;
    }

    /** A lead came in; where it names a campaign, or its UTM parameters do, that is a touch. */
    public Uni<Void> captured(UUID leadId, UUID campaignId, Utm utm, Instant at) {
        return campaign(campaignId, utm, at).chain(campaign -> campaign == null
                ? Uni.createFrom().voidItem()
                : touch(leadId, campaign, TouchKind.CAPTURE, utm == null ? null : utm.medium(), at, "captured"));
    }

    /** A lead was tied to a campaign after it came in. */
    public Uni<Void> tied(UUID leadId, long version, UUID campaignId, Instant at) {
        return campaign(campaignId, null, at).chain(campaign -> campaign == null
                ? Uni.createFrom().voidItem()
                : touch(leadId, campaign, TouchKind.LINK, null, at, Long.toString(version)));
    }

    private Uni<Void> touch(UUID leadId, UUID campaignId, TouchKind kind, String channel, Instant at, String what) {
        Touch touch = new Touch();
        touch.campaignId = campaignId;
        touch.leadId = leadId;
        touch.kind = kind;
        touch.channel = channel;
        touch.occurredAt = at;
        touch.sourceKey = "lead:" + leadId + ":" + what;
        return touches.add(List.of(touch), Me.PLATFORM)
                .chain(() -> enrolment.enrol(campaignId, List.of(new Enrolment.Candidate(leadId, null, null, MemberStatus.RESPONDED, at)),
                        MemberOrigin.TOUCH, Me.PLATFORM))
                .replaceWithVoid();
    }

    private static Uni<UUID> campaign(UUID campaignId, Utm utm, Instant at) {
        if (campaignId != null) {
            return one(BY_ID, campaignId);
        }
        if (utm == null || utm.campaign() == null) {
            return Uni.createFrom().nullItem();
        }
        return one(BY_UTM, lower(utm.campaign()), lower(utm.source()), lower(utm.medium()), LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    private static Uni<UUID> one(String sql, Object... parameters) {
        return Panache.getSession().chain(session -> SessionSql.select(session, sql, parameters))
                .map(rows -> rows.isEmpty() ? null : (UUID) rows.get(0)[0]);
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    /** What a lead became. */
    public Uni<Void> converted(UUID leadId, UUID accountId, UUID contactId, UUID opportunityId) {
        if (accountId == null && contactId == null && opportunityId == null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> SessionSql.update(session, LINK, leadId, accountId, contactId, opportunityId)).replaceWithVoid();
    }

    /** A lead was found worth selling to; the first time counts. */
    public Uni<Void> qualified(UUID leadId, Instant at) {
        OffsetDateTime moment = at.atOffset(ZoneOffset.UTC);
        return Panache.getSession().chain(session -> SessionSql.update(session, QUALIFIED, leadId, moment)).replaceWithVoid();
    }
}

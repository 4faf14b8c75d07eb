package crm.campaigns.touch;

import crm.campaigns.integration.CampaignAnnouncements;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The append-only ledger of what campaigns did with people. */
@Singleton
public class Touches extends Records<Touch> {

    private static final String INSERT = """
            insert into touch (id, version, created_at, created_by, updated_at, updated_by, source, campaign_id, lead_id, contact_id, account_id,
                kind, channel, occurred_at, source_key)
            select id, 1, $1, $2, $1, $2, $3, campaign_id, lead_id, contact_id, account_id, kind, channel, occurred_at, source_key
            from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::text[], $11::timestamptz[], $12::text[])
                as entry (id, campaign_id, lead_id, contact_id, account_id, kind, channel, occurred_at, source_key)
            on conflict (source_key) do nothing returning id""";
    private static final String KNOWN = """
            select exists (select 1 from campaign where id = $1 and archived_at is null),
                exists (select 1 from replica where record_type = $2 and record_id = $3),
                $4::uuid is null or exists (select 1 from replica where record_type = 'account' and record_id = $4)""";

    private final CampaignAnnouncements announcements;

    Touches(Chassis chassis, CampaignAnnouncements announcements) {
        super(TouchDescription.touch(), chassis);
        this.announcements = announcements;
    }

    /** Adds what is not there yet, in the open transaction, and tells of it. */
    public Uni<Void> add(List<Touch> touches, Me me) {
        if (touches.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        OffsetDateTime now = chassis().clock().instant().atOffset(ZoneOffset.UTC);
        touches.forEach(touch -> touch.id = Ids.next());
        return Panache.getSession()
                .chain(session -> SessionSql.select(session, INSERT, now, me.login(), "EVENT", ids(touches, touch -> touch.id),
                        ids(touches, touch -> touch.campaignId), ids(touches, touch -> touch.leadId), ids(touches, touch -> touch.contactId),
                        ids(touches, touch -> touch.accountId), texts(touches, touch -> touch.kind.name()), texts(touches, touch -> touch.channel),
                        touches.stream().map(touch -> touch.occurredAt.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new),
                        texts(touches, touch -> touch.sourceKey)))
                .chain(rows -> {
                    Set<Object> added = new HashSet<>();
                    rows.forEach(row -> added.add(row[0]));
                    return chassis().outbox().addAll(touches.stream().filter(touch -> added.contains(touch.id))
                            .map(touch -> announcements.recorded(touch, me)).toList());
                });
    }

    private static UUID[] ids(List<Touch> touches, Function<Touch, UUID> id) {
        return touches.stream().map(id).toArray(UUID[]::new);
    }

    private static String[] texts(List<Touch> touches, Function<Touch, String> text) {
        return touches.stream().map(text).toArray(String[]::new);
    }

    @Override
    protected void complete(Touch touch, Me me) {
        touch.occurredAt = touch.occurredAt == null ? chassis().clock().instant() : touch.occurredAt;
        touch.sourceKey = "hand:" + touch.id;
    }

    /** What somebody enters by hand. */
    @Override
    protected Uni<Void> beforeCreation(Touch touch, Me me, Creation creation) {
        List<FieldError> errors = new ArrayList<>();
        if ((touch.leadId == null) == (touch.contactId == null)) {
            errors.add(new FieldError("/leadId", "A touch is about a leadId or a contactId."));
        }
        if (!touch.kind.isByHand()) {
            errors.add(new FieldError("/kind", touch.kind + " follows from what happens to leads and is not entered."));
        }
        if (touch.occurredAt.isAfter(chassis().clock().instant())) {
            errors.add(new FieldError("/occurredAt", "occurredAt cannot lie in the future."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        boolean lead = touch.leadId != null;
        return Panache.getSession()
                .chain(session -> SessionSql.select(session, KNOWN, touch.campaignId, lead ? "lead" : "contact",
                        lead ? touch.leadId : touch.contactId, touch.accountId))
                .invoke(rows -> checkKnown(rows.get(0), lead))
                .replaceWithVoid();
    }

    private static void checkKnown(Object[] known, boolean lead) {
        List<FieldError> errors = new ArrayList<>();
        if (!(Boolean) known[0]) {
            errors.add(new FieldError("/campaignId", "campaignId names no campaign that is in use."));
        }
        if (!(Boolean) known[1]) {
            errors.add(new FieldError(lead ? "/leadId" : "/contactId", (lead ? "leadId names no lead" : "contactId names no contact") + " that is known here."));
        }
        if (!(Boolean) known[2]) {
            errors.add(new FieldError("/accountId", "accountId names no account that is known here."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(Touch touch, Map<String, FieldChange> changes, Me me) {
        return changes.isEmpty() ? List.of(announcements.recorded(touch, me)) : List.of();
    }
}

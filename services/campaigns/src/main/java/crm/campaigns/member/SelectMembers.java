package crm.campaigns.member;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.audience.Audience;
import crm.campaigns.campaign.Campaigns;
import crm.campaigns.member.Enrolment.Candidate;
import crm.campaigns.member.Enrolment.Outcome;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.list.FilterSql;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.sql.Parameters;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Makes all people members whom a filter finds: counted and sampled first, then brought in with one statement for each
 * {@value Enrolment#BATCH} of them, all in one transaction. Asked again it adds who is new since.
 */
@Singleton
final class SelectMembers {

    private static final int MOST = 200_000;
    private static final int SAMPLES = 10;

    private static final Field ENTITY = Field.text("entity").required();
    private static final Field FILTER = Field.text("filter").max(8_000).required();
    private static final Field DRY_RUN = Field.bool("dryRun");

    /** What is asked for. */
    record Request(
            @Schema(required = true, enumeration = {"lead", "contact"}) String entity,
            @Schema(required = true, description = "RSQL over what this service knows of leads or contacts") String filter,
            @Schema(description = "Count and sample, and add nobody") boolean dryRun) {}

    /** Somebody whom the filter finds. */
    record Sample(UUID id, String firstName, String lastName, String company) {}

    /**
     * What the filter finds, the members among them included.
     *
     * @param matched everybody whom the filter finds
     * @param alreadyMembers those of them who were members before
     * @param added those who became members now
     */
    record Selection(boolean dryRun, long matched, long alreadyMembers, long added, List<Sample> sample) {}

    private final Campaigns campaigns;
    private final Enrolment enrolment;
    private final Clock clock;

    SelectMembers(Campaigns campaigns, Enrolment enrolment, Clock clock) {
        this.campaigns = campaigns;
        this.enrolment = enrolment;
        this.clock = clock;
    }

    /** @throws Problem 400 where the filter cannot be used, 422 where it finds too many */
    Uni<Selection> select(UUID campaignId, JsonNode body, Me me) {
        Map<String, Object> request = RequestFields.read(body, ENTITY, FILTER, DRY_RUN);
        Audience audience = Audience.named((String) request.get("entity"));
        String filter = (String) request.get("filter");
        boolean dryRun = Boolean.TRUE.equals(request.get("dryRun"));
        return Panache.withTransaction(() -> campaigns.workable(campaignId, me)
                .invoke(AddMembers::refuseOver)
                .chain(() -> found(audience, filter, campaignId, dryRun, me)));
    }

    private Uni<Selection> found(Audience audience, String filter, UUID campaignId, boolean dryRun, Me me) {
        return count(audience, filter, campaignId, me)
                .chain(counts -> sample(audience, filter, me)
                        .chain(sample -> (dryRun ? Uni.createFrom().item(Outcome.NOTHING) : add(audience, filter, campaignId, me))
                                .map(outcome -> new Selection(dryRun, (Long) counts[0], (Long) counts[1], outcome.added(), sample))));
    }

    private Uni<Object[]> count(Audience audience, String filter, UUID campaignId, Me me) {
        Parameters parameters = new Parameters();
        String sql = "select count(*), count(*) filter (where " + isMember(audience, campaignId, parameters) + ") from " + table(audience)
                + " where " + condition(audience, filter, me, parameters);
        return query(sql, parameters).map(rows -> rows.get(0));
    }

    private Uni<List<Sample>> sample(Audience audience, String filter, Me me) {
        Parameters parameters = new Parameters();
        String company = audience == Audience.LEAD ? "company" : "account->>'name'";
        String sql = "select id, first_name, last_name, " + company + " from " + table(audience) + " where "
                + condition(audience, filter, me, parameters) + " order by id limit " + SAMPLES;
        return query(sql, parameters).map(rows -> rows.stream()
                .map(row -> new Sample((UUID) row[0], (String) row[1], (String) row[2], (String) row[3])).toList());
    }

    private Uni<Outcome> add(Audience audience, String filter, UUID campaignId, Me me) {
        Parameters parameters = new Parameters();
        String sql = "select id, account_id from " + table(audience) + " where " + condition(audience, filter, me, parameters)
                + " and not " + isMember(audience, campaignId, parameters) + " limit " + (MOST + 1);
        return query(sql, parameters).chain(rows -> {
            if (rows.size() > MOST) {
                throw Problem.invalid("/filter", "The filter finds more than " + MOST + " people. Narrow it down.");
            }
            List<Candidate> people = new ArrayList<>(rows.size());
            rows.forEach(row -> people.add(new Candidate(audience == Audience.LEAD ? (UUID) row[0] : null,
                    audience == Audience.LEAD ? null : (UUID) row[0], (UUID) row[1], MemberStatus.TARGETED, null)));
            return Multi.createFrom().iterable(batches(people))
                    .onItem().transformToUniAndConcatenate(batch -> enrolment.enrol(campaignId, batch, MemberOrigin.RULE, me))
                    .collect().in(Sum::new, Sum::add).map(sum -> sum.total);
        });
    }

    /** Adds outcomes up. */
    private static final class Sum {
        private Outcome total = Outcome.NOTHING;

        void add(Outcome outcome) {
            total = total.plus(outcome);
        }
    }

    private static List<List<Candidate>> batches(List<Candidate> people) {
        return IntStream.iterate(0, from -> from < people.size(), from -> from + Enrolment.BATCH)
                .mapToObj(from -> people.subList(from, Math.min(from + Enrolment.BATCH, people.size()))).toList();
    }

    private String condition(Audience audience, String filter, Me me, Parameters parameters) {
        return new FilterSql(audience.type(), me, clock, parameters).condition(filter) + " and archived_at is null";
    }

    private static String isMember(Audience audience, UUID campaignId, Parameters parameters) {
        return "exists (select 1 from campaign_member member where member.campaign_id = " + parameters.add(campaignId)
                + " and member.person_id = " + table(audience) + ".id and member.archived_at is null)";
    }

    private static String table(Audience audience) {
        return audience.type().table();
    }

    private static Uni<List<Object[]>> query(String sql, Parameters parameters) {
        Tuple tuple = parameters.tuple();
        Object[] values = IntStream.range(0, tuple.size()).mapToObj(tuple::getValue).toArray();
        return Panache.getSession().chain(session -> SessionSql.select(session, sql, values));
    }
}

package crm.campaigns.member;

import com.fasterxml.jackson.databind.JsonNode;
import crm.campaigns.campaign.Campaign;
import crm.campaigns.campaign.CampaignStatus;
import crm.campaigns.campaign.Campaigns;
import crm.campaigns.member.Enrolment.Candidate;
import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes people members of a campaign whom somebody names one by one. */
@Singleton
final class AddMembers {

    /** People who are known here and not archived. */
    private static final String KNOWN = """
            select record_type, record_id, record->>'accountId' from replica
            where record->>'archivedAt' is null and (record_type = 'lead' and record_id = any($1) or record_type = 'contact' and record_id = any($2))""";

    /** How many became members; the others were members already. */
    record Added(int added, int alreadyMembers) {}

    private final Campaigns campaigns;
    private final Enrolment enrolment;
    private final Clock clock;

    AddMembers(Campaigns campaigns, Enrolment enrolment, Clock clock) {
        this.campaigns = campaigns;
        this.enrolment = enrolment;
        this.clock = clock;
    }

    /** @throws Problem 422 that names each of them who is not known here */
    Uni<Added> add(UUID campaignId, JsonNode body, Me me) {
        MemberRequest request = MemberRequest.of(body);
        Instant respondedAt = request.status().isResponse() ? clock.instant() : null;
        return Panache.withTransaction(() -> campaigns.workable(campaignId, me)
                .invoke(AddMembers::refuseOver)
                .chain(() -> Panache.getSession())
                .chain(session -> SessionSql.select(session, KNOWN, request.leadIds().toArray(UUID[]::new), request.contactIds().toArray(UUID[]::new)))
                .invoke(rows -> checkAllKnown(request, rows))
                .map(rows -> rows.stream().map(row -> candidate(row, request.status(), respondedAt)).toList())
                .chain(people -> enrolment.enrol(campaignId, people, MemberOrigin.HAND, me)
                        .map(outcome -> new Added(outcome.added(), people.size() - outcome.added()))));
    }

    /** Nobody is addressed by what is over. */
    static void refuseOver(Campaign campaign) {
        if (campaign.status == CampaignStatus.COMPLETED || campaign.status == CampaignStatus.CANCELLED) {
            throw Problem.conflict("campaign-over", "The campaign is over", "A campaign that is " + campaign.status + " takes no new members.")
                    .with("currentStatus", campaign.status);
        }
    }

    private static void checkAllKnown(MemberRequest request, List<Object[]> rows) {
        Set<Object> known = new HashSet<>();
        rows.forEach(row -> known.add(row[1]));
        List<FieldError> errors = new ArrayList<>();
        Stream.of("leadIds", "contactIds").forEach(list -> {
            List<UUID> ids = list.equals("leadIds") ? request.leadIds() : request.contactIds();
            for (int i = 0; i < ids.size(); i++) {
                if (!known.contains(ids.get(i))) {
                    errors.add(new FieldError("/" + list + "/" + i, ids.get(i) + " is not known here or archived."));
                }
            }
        });
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private static Candidate candidate(Object[] row, MemberStatus status, Instant respondedAt) {
        boolean lead = row[0].equals("lead");
        UUID id = (UUID) row[1];
        return new Candidate(lead ? id : null, lead ? null : id, row[2] == null ? null : UUID.fromString((String) row[2]), status, respondedAt);
    }
}

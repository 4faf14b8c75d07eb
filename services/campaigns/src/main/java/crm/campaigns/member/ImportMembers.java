package crm.campaigns.member;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.campaigns.campaign.Campaign;
import crm.campaigns.campaign.CampaignStatus;
import crm.campaigns.campaign.Campaigns;
import crm.campaigns.member.Enrolment.Candidate;
import crm.campaigns.member.Enrolment.Outcome;
import crm.campaigns.member.MemberFile.Row;
import crm.chassis.access.Me;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Makes the people of a file members and brings their responses in. The whole file is one transaction: all of its good
 * rows are taken over or, after a crash, none, and it may be sent again. Rows that cannot be used are kept with the reason.
 */
@Singleton
final class ImportMembers {

    private static final String BY_ID = """
            select sought.position, person.record_type, person.record_id, person.record->>'accountId'
            from unnest($1::int[], $2::uuid[]) as sought (position, id)
            join replica person on person.record_type in ('lead', 'contact') and person.record_id = sought.id
            where person.record->>'archivedAt' is null""";
    /** A lead that was converted lives on as a contact with the same address. */
    private static final String BY_EMAIL = """
            select sought.position, 'lead', person.record_id, null
            from unnest($1::int[], $2::text[]) as sought (position, email)
            join replica person on person.record_type = 'lead' and lower(person.record->>'email') = sought.email
            where person.record->>'archivedAt' is null and person.record->>'convertedAt' is null
            union all
            select sought.position, 'contact', person.record_id, person.record->>'accountId'
            from unnest($1::int[], $2::text[]) as sought (position, email)
            join replica person on person.record_type = 'contact' and lower_texts(person.record->'emails') @> array[sought.email]
            where person.record->>'archivedAt' is null""";
    private static final String KEEP = "insert into member_import (id, campaign_id, finished_at, started_by, report, errors)"
            + " values ($1, $2, $3, $4, cast(cast($5 as text) as jsonb), $6)";

    /**
     * What became of a file.
     *
     * @param unchanged members that are as the file says already
     * @param duplicates rows about somebody whom a later row tells of
     */
    record Report(UUID id, boolean dryRun, int rows, int added, int updated, int unchanged, int duplicates, int failed, Instant finishedAt) {}

    private record Person(boolean lead, UUID id, UUID accountId) {}

    /** What is found out about the rows of a file while it is read. */
    private static final class Sorting {
        final Map<UUID, Candidate> candidates = new LinkedHashMap<>();
        final MemberErrors errors;
        int duplicates;

        Sorting(List<String> header) {
            errors = new MemberErrors(header);
        }
    }

    private final Campaigns campaigns;
    private final Enrolment enrolment;
    private final Clock clock;
    private final ObjectMapper json;

    ImportMembers(Campaigns campaigns, Enrolment enrolment, Clock clock, ObjectMapper json) {
        this.campaigns = campaigns;
        this.enrolment = enrolment;
        this.clock = clock;
        this.json = json;
    }

    Uni<Report> run(UUID campaignId, byte[] bytes, boolean dryRun, Me me) {
        MemberFile file = MemberFile.read(bytes);
        Sorting sorting = new Sorting(file.header());
        return Panache.withTransaction(() -> campaigns.workable(campaignId, me)
                .invoke(ImportMembers::refuseCancelled)
                .chain(() -> Multi.createFrom().iterable(batches(file.rows()))
                        .onItem().transformToUniAndConcatenate(rows -> sort(rows, sorting))
                        .collect().last())
                .chain(() -> dryRun ? Uni.createFrom().item(Outcome.NOTHING) : enrol(campaignId, sorting, me))
                .chain(outcome -> keep(campaignId, file, sorting, outcome, dryRun, me)));
    }

    private static void refuseCancelled(Campaign campaign) {
        if (campaign.status == CampaignStatus.CANCELLED) {
            throw Problem.conflict("campaign-over", "The campaign was cancelled", "A campaign that is CANCELLED takes no members.")
                    .with("currentStatus", campaign.status);
        }
    }

    private static <T> List<List<T>> batches(List<T> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + Enrolment.BATCH)
                .mapToObj(from -> all.subList(from, Math.min(from + Enrolment.BATCH, all.size()))).toList();
    }

    private Uni<Sorting> sort(List<Row> rows, Sorting sorting) {
        List<Integer> byId = IntStream.range(0, rows.size()).filter(i -> rows.get(i).id() != null).boxed().toList();
        List<Integer> byEmail = IntStream.range(0, rows.size()).filter(i -> rows.get(i).email() != null).boxed().toList();
        return people(BY_ID, byId, byId.stream().map(i -> rows.get(i).id()).toArray(UUID[]::new))
                .chain(found -> people(BY_EMAIL, byEmail, byEmail.stream().map(i -> rows.get(i).email()).toArray(String[]::new)).map(more -> {
                    found.putAll(more);
                    IntStream.range(0, rows.size()).forEach(i -> take(rows.get(i), found.getOrDefault(i, List.of()), sorting));
                    return sorting;
                }));
    }

    private static Uni<Map<Integer, List<Person>>> people(String sql, List<Integer> positions, Object sought) {
        Map<Integer, List<Person>> found = new LinkedHashMap<>();
        if (positions.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        return Panache.getSession().chain(session -> SessionSql.select(session, sql, positions.toArray(Integer[]::new), sought)).map(rows -> {
            rows.forEach(row -> found.computeIfAbsent((Integer) row[0], position -> new ArrayList<>()).add(new Person(row[1].equals("lead"),
                    (UUID) row[2], row[3] == null ? null : UUID.fromString((String) row[3]))));
            return found;
        });
    }

    private void take(Row row, List<Person> people, Sorting sorting) {
        Instant now = clock.instant();
        String fault = row.fault() != null ? row.fault()
                : people.isEmpty() ? "Nobody who is known here has this " + (row.id() == null ? "email." : "id.")
                : people.size() > 1 ? people.size() + " people have this email, so it does not tell who is meant."
                : row.respondedAt() != null && row.respondedAt().isAfter(now) ? "respondedAt cannot lie in the future."
                : null;
        if (fault != null) {
            sorting.errors.add(row.source(), fault);
            return;
        }
        Person person = people.get(0);
        MemberStatus status = row.status() == null ? MemberStatus.TARGETED : row.status();
        Instant respondedAt = status.isResponse() && row.respondedAt() == null ? now : row.respondedAt();
        Candidate candidate = new Candidate(person.lead() ? person.id() : null, person.lead() ? null : person.id(), person.accountId(), status, respondedAt);
        sorting.duplicates += sorting.candidates.put(person.id(), candidate) == null ? 0 : 1;
    }

    private Uni<Outcome> enrol(UUID campaignId, Sorting sorting, Me me) {
        return Multi.createFrom().iterable(batches(List.copyOf(sorting.candidates.values())))
                .onItem().transformToUniAndConcatenate(batch -> enrolment.enrol(campaignId, batch, MemberOrigin.IMPORT, me))
                .collect().asList()
                .map(outcomes -> outcomes.stream().reduce(Outcome.NOTHING, Outcome::plus));
    }

    private Uni<Report> keep(UUID campaignId, MemberFile file, Sorting sorting, Outcome outcome, boolean dryRun, Me me) {
        int unchanged = dryRun ? 0 : sorting.candidates.size() - outcome.added() - outcome.updated();
        Report report = new Report(Ids.next(), dryRun, file.rows().size(), outcome.added(), outcome.updated(), unchanged, sorting.duplicates,
                sorting.errors.count(), clock.instant());
        return Panache.getSession().chain(session -> SessionSql.update(session, KEEP, report.id(), campaignId,
                        report.finishedAt().atOffset(ZoneOffset.UTC), me.login(), json.valueToTree(report).toString(), sorting.errors.csv()))
                .replaceWith(report);
    }
}

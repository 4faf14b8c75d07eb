package crm.leads.duplicate;

import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.LeadType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for the same person among the leads that are there. Whoever enters a lead with the same email, telephone number
 * or name and company waits until the other's transaction is over, so that of two at once one finds the other.
 */
@Singleton
public class DuplicateCheck {

    /**
     * Refuses a lead that seems to be there already. Needs a transaction.
     *
     * @throws Problem 409 with the candidates that the caller may see, and the number of the others
     */
    public Uni<Void> refuseDuplicate(Lead lead, Me me) {
        return candidates(lead).invoke(rows -> refuse(rows, me)).replaceWithVoid();
    }

    /**
     * The lead with the same email, or else with the same telephone number and a like name; null where there is none. One
     * that is over is taken only where there is no other. Needs a transaction.
     */
    public Uni<UUID> sameEmailOrPhone(Lead lead) {
        return candidates(lead).map(rows -> Stream.of(false, true)
                .flatMap(over -> Stream.of(Candidate.Reason.EMAIL, Candidate.Reason.PHONE).flatMap(reason -> rows.stream()
                        .filter(row -> reason.name().equals(row[8]) && over == LeadStatus.valueOf((String) row[3]).isOver())))
                .map(row -> (UUID) row[0]).findFirst().orElse(null));
    }

    private static Uni<List<Object[]>> candidates(Lead lead) {
        String[] keys = {lead.email, lead.phone, lead.mobile, lead.firstName, lead.lastName, lead.company};
        String sql = DuplicateSql.candidates(lead);
        if (sql == null) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                // leads entered before in the same transaction count as well
                .chain(session -> session.flush().chain(() -> SessionSql.selectAfter(session, DuplicateSql.LOCK, sql, (Object[]) keys)));
    }

    private static void refuse(List<Object[]> rows, Me me) {
        Set<UUID> seen = new HashSet<>();
        List<Candidate> shown = new ArrayList<>();
        int hidden = 0;
        Scope scope = LeadType.LEAD.access().read(me);
        for (Object[] row : rows) {
            if (!seen.add((UUID) row[0])) {
                continue;
            }
            if (AccessSql.within(scope, me, (String) row[1], (String) row[2])) {
                shown.add(candidate(row));
            } else {
                hidden++;
            }
        }
        if (!seen.isEmpty()) {
            throw Problem.conflict("duplicate-suspected", "This lead seems to be there already",
                            words(shown.size(), hidden) + " To enter it all the same, add ?allowDuplicate=true.")
                    .with("candidates", shown)
                    .with("hiddenCandidates", hidden);
        }
    }

    private static Candidate candidate(Object[] row) {
        String name = Stream.of(row[4], row[5]).filter(part -> part != null).map(Object::toString).collect(Collectors.joining(" "));
        return new Candidate((UUID) row[0], name.isEmpty() ? null : name, (String) row[6], (String) row[7],
                LeadStatus.valueOf((String) row[3]), (String) row[1], Candidate.Reason.valueOf((String) row[8]),
                Math.round(((Number) row[9]).doubleValue() * 100) / 100.0);
    }

    private static String words(int shown, int hidden) {
        return shown == 0
                ? "There is one like it that is not yours to see."
                : (shown == 1 ? "There is one like it" : "There are " + shown + " like it")
                        + (hidden == 0 ? "." : ", and " + hidden + " not yours to see.");
    }
}

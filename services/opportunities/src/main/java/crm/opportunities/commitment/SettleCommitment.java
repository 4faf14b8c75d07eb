package crm.opportunities.commitment;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Says whether a promise was kept. */
@Singleton
class SettleCommitment {

    private static final Field OUTCOME = Field.text("outcome").max(2_000);

    private final Commitments commitments;
    private final Clock clock;

    SettleCommitment(Commitments commitments, Clock clock) {
        this.commitments = commitments;
        this.clock = clock;
    }

    /** Keeping what is kept changes nothing. */
    Uni<Commitment> keep(UUID id, JsonNode body, Me me) {
        String outcome = (String) RequestFields.read(body, OUTCOME).get("outcome");
        return settle(id, CommitmentStatus.KEPT, outcome, me);
    }

    /**
     * Breaking what is broken changes nothing.
     *
     * @throws Problem 409 where it was kept, 422 where nobody says why
     */
    Uni<Commitment> breach(UUID id, JsonNode body, Me me) {
        String outcome = (String) RequestFields.read(body, OUTCOME.required()).get("outcome");
        return settle(id, CommitmentStatus.BROKEN, outcome, me);
    }

    private Uni<Commitment> settle(UUID id, CommitmentStatus status, String outcome, Me me) {
        return commitments.change(id, IfMatch.ANY, me, commitment -> {
            if (commitment.archivedAt != null) {
                throw Problem.conflict("archived", "The commitment is archived", "Restore it before you settle it.");
            }
            if (commitment.status == status) {
                return;
            }
            if (commitment.status == CommitmentStatus.LAPSED || commitment.status == CommitmentStatus.KEPT) {
                throw Problem.conflict("commitment-settled", "The commitment is settled", "It is " + commitment.status + ".");
            }
            commitment.status = status;
            commitment.settledAt = clock.instant();
            commitment.settledBy = me.login();
            commitment.outcome = outcome;
        });
    }
}

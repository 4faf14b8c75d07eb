package crm.cases.sla;

import com.fasterxml.jackson.databind.JsonNode;
import crm.cases.support.SupportCase;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The policies. One is always there, comes with the service, and holds where no other one does. */
@Singleton
public class SlaPolicies extends Records<SlaPolicy> {

    static final UUID DEFAULT = UUID.fromString("019aa100-0000-7000-8000-000000000001");

    private static final long LONGEST = Duration.ofDays(365).toMinutes();
    private static final String HOLDING = "select id from sla_policy where archived_at is null and active"
            + " and (id = $1 or lower(account_tier) = lower($2)) order by id = $1 limit 1";
    private static final String SAME_TIER = "select id from sla_policy where archived_at is null and lower(account_tier) = lower($1) and id <> $2 limit 1";

    SlaPolicies(Chassis chassis) {
        super(SlaPolicyDescription.POLICY, chassis);
    }

    /** Promises a new case what the policy of its customer says, and starts its clock. */
    public Uni<Void> promise(Mutiny.Session session, SupportCase record, JsonNode account) {
        String tier = account == null ? null : account.at("/customFields/tier").textValue();
        return SessionSql.select(session, HOLDING, DEFAULT, tier)
                .chain(found -> session.find(SlaPolicy.class, (UUID) found.get(0)[0]))
                .invoke(policy -> {
                    record.slaPolicyId = policy.id;
                    record.slaTerms = SlaTerms.of(policy).toMap();
                    CaseClock.of(record).start();
                })
                .replaceWithVoid();
    }

    @Override
    protected void complete(SlaPolicy policy, Me me) {
        List<FieldError> errors = new ArrayList<>();
        checkMinutes("responseMinutes", policy.responseMinutes, 1, errors);
        checkMinutes("resolveMinutes", policy.resolveMinutes, 1, errors);
        checkMinutes("escalation", policy.escalation, 0, errors);
        checkLadder(policy.escalation, errors);
        checkTeams(policy.escalation, errors);
        try {
            policy.hours();
        } catch (IllegalArgumentException senseless) {
            String field = senseless.getMessage().contains("oliday") ? "/holidays" : "/businessHours";
            errors.add(new FieldError(field, senseless.getMessage()));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private static void checkMinutes(String field, Map<String, Object> parts, long least, List<FieldError> errors) {
        if (parts != null) {
            parts.forEach((part, value) -> {
                if (value instanceof Number minutes && (minutes.longValue() < least || minutes.longValue() > LONGEST)) {
                    errors.add(new FieldError("/" + field + "/" + part, part + " has to be between " + least + " and " + LONGEST + " minutes."));
                }
            });
        }
    }

    private static void checkLadder(Map<String, Object> escalation, List<FieldError> errors) {
        long before = -1;
        boolean ended = false;
        for (int level = 1; escalation != null && level <= SlaTerms.LEVELS; level++) {
            Object minutes = escalation.get("level" + level + "Minutes");
            boolean inOrder = minutes instanceof Number number ? !ended && number.longValue() > before : escalation.get("level" + level + "Team") == null;
            if (!inOrder) {
                errors.add(new FieldError("/escalation", "Each level needs minutes, and more of them than the level below."));
                return;
            }
            ended = minutes == null;
            before = minutes instanceof Number number ? number.longValue() : before;
        }
    }

    private void checkTeams(Map<String, Object> escalation, List<FieldError> errors) {
        for (int level = 1; escalation != null && level <= SlaTerms.LEVELS; level++) {
            String field = "level" + level + "Team";
            if (escalation.get(field) instanceof String team && chassis().directory().isKnown() && !chassis().directory().hasTeam(team)) {
                errors.add(new FieldError("/escalation/" + field, "There is no team of this name."));
            }
        }
    }

    @Override
    protected Uni<Void> beforeCreation(SlaPolicy policy, Me me, Creation creation) {
        return refuseSameTier(policy);
    }

    @Override
    protected void beforeChange(SlaPolicy policy, Map<String, FieldChange> changes, Me me) {
        complete(policy, me);
        if (policy.id.equals(DEFAULT) && (policy.archivedAt != null || !policy.active || policy.accountTier != null)) {
            throw Problem.conflict("default-policy", "This policy holds where no other one does",
                    "It stays active and is for all accounts; change what it promises, or make another one for a tier.");
        }
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(SlaPolicy policy, Map<String, FieldChange> changes, Me me) {
        return refuseSameTier(policy);
    }

    private Uni<Void> refuseSameTier(SlaPolicy policy) {
        if (policy.accountTier == null || policy.archivedAt != null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> SessionSql.select(session, SAME_TIER, policy.accountTier, policy.id)).invoke(others -> {
            if (!others.isEmpty()) {
                throw Problem.conflict("tier-taken", "There is a policy for this tier", "Change that one, or archive it first.")
                        .with("policyId", others.get(0)[0]);
            }
        }).replaceWithVoid();
    }
}

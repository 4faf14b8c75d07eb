package crm.leads.pool;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.AccessRules;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Chassis;
import crm.chassis.change.IfMatch;
import crm.chassis.change.Records;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** The policy of the pool; changed with history like any record. */
@Singleton
public class PoolPolicies extends Records<PoolPolicy> {

    static final UUID THE_ONE = UUID.fromString("00000000-0000-7000-8000-0000000000a3");

    private static final int MOST = 1_000;
    private static final Field OPEN = Field.integer("openClaims").required();
    private static final Field PER_DAY = Field.integer("claimsPerDay").required();
    private static final Field LOCK = Field.integer("lockDays").required();

    PoolPolicies(Chassis chassis) {
        super(RecordType.of(PoolPolicy.class, "poolPolicy", "lead-pool")
                .fields(Field.integer("openClaims"), Field.integer("claimsPerDay"), Field.integer("lockDays"))
                .access(AccessRules.rules()
                        .changes("sales-manager", Scope.ALL, Scope.ALL)
                        .changes("marketing-manager", Scope.ALL, Scope.ALL)
                        .changes("crm-admin", Scope.ALL, Scope.ALL)
                        .reads("sales-rep", Scope.ALL).reads("marketer", Scope.ALL)
                        .reads("data-steward", Scope.ALL).reads("compliance-officer", Scope.ALL).reads("executive", Scope.ALL))
                .build(), chassis);
    }

    /** The policy in the session that is open. */
    public Uni<PoolPolicy> current() {
        return Panache.getSession().chain(session -> session.find(PoolPolicy.class, THE_ONE));
    }

    Uni<PoolPolicy> replace(IfMatch ifMatch, JsonNode request, Me me) {
        Map<String, Object> wanted = RequestFields.read(request, OPEN, PER_DAY, LOCK);
        wanted.forEach((name, value) -> {
            if ((Long) value < 0 || (Long) value > MOST) {
                throw Problem.invalid("/" + name, name + " has to be between 0 and " + MOST + ".");
            }
        });
        return change(THE_ONE, ifMatch, me, policy -> {
            policy.openClaims = ((Long) wanted.get("openClaims")).intValue();
            policy.claimsPerDay = ((Long) wanted.get("claimsPerDay")).intValue();
            policy.lockDays = ((Long) wanted.get("lockDays")).intValue();
        });
    }
}

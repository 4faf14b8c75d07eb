package crm.leads.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The policy of scoring; changed with history like any record. */
@Singleton
public class ScoringPolicies extends Records<ScoringPolicy> {

    static final UUID THE_ONE = UUID.fromString("00000000-0000-7000-8000-0000000000a4");

    private static final int LEAST_CLOSED = 50;
    private static final int MOST_CLOSED = 1_000_000;
    private static final int MOST_DAYS = 3_650;
    private static final Field CLOSED = Field.integer("minClosedLeads").required();
    private static final Field COMPLETENESS = Field.integer("minCompleteness").required();
    private static final Field DAYS = Field.integer("retrainAfterDays").required();

    ScoringPolicies(Chassis chassis) {
        super(RecordType.of(ScoringPolicy.class, "scoringPolicy", "lead-scoring")
                .fields(Field.json("features"), Field.json("pointRules"), Field.integer("minClosedLeads"), Field.integer("minCompleteness"),
                        Field.integer("retrainAfterDays"))
                .access(AccessRules.rules()
                        .changes("marketing-manager", Scope.ALL, Scope.ALL)
                        .changes("crm-admin", Scope.ALL, Scope.ALL)
                        .reads("sales-rep", Scope.ALL).reads("sales-manager", Scope.ALL).reads("marketer", Scope.ALL)
                        .reads("data-steward", Scope.ALL).reads("compliance-officer", Scope.ALL).reads("executive", Scope.ALL)
                        .reads("integration", Scope.ALL))
                .build(), chassis);
    }

    Uni<ScoringPolicy> replace(IfMatch ifMatch, JsonNode request, Me me) {
        if (!(request instanceof ObjectNode body)) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        List<Map<String, Object>> features = LeadFeatures.read(body.path("features"));
        List<Map<String, Object>> rules = PointRules.read(body.path("pointRules"), chassis().clock());
        Map<String, Object> values = RequestFields.read(body.deepCopy().without(List.of("features", "pointRules")), CLOSED, COMPLETENESS, DAYS);
        int closed = number(values, CLOSED, LEAST_CLOSED, MOST_CLOSED);
        int completeness = number(values, COMPLETENESS, 0, 100);
        int days = number(values, DAYS, 0, MOST_DAYS);
        return change(THE_ONE, ifMatch, me, policy -> {
            policy.features = features;
            policy.pointRules = rules;
            policy.minClosedLeads = closed;
            policy.minCompleteness = completeness;
            policy.retrainAfterDays = days;
        });
    }

    private static int number(Map<String, Object> values, Field field, int least, int most) {
        long value = (Long) values.get(field.name());
        if (value < least || value > most) {
            throw Problem.invalid("/" + field.name(), field.name() + " has to be between " + least + " and " + most + ".");
        }
        return (int) value;
    }
}

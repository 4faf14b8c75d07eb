package crm.chassis.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.change.Acts.Act;
import crm.chassis.change.Acts.Culprit;
import crm.chassis.change.Acts.Kind;
import crm.chassis.change.Acts;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.idempotency.Answer;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import crm.chassis.sql.SqlStates;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Up to 1,000 operations in one request and one transaction, each with an outcome of its own. Where the database
 * refuses what one of them writes, all are rolled back and carried out again without that one.
 */
public final class Bulk<T extends CrmRecord> {

    public static final int MAX_OPERATIONS = 1_000;
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int MAX_CULPRITS = 50;

    private final Records<T> records;
    private final Creation creation;
    private final Me me;
    private final Predicate<T> within;

    public Bulk(Records<T> records, Creation creation, Me me) {
        this(records, creation, me, record -> true);
    }

    /** @param within the records that there are, as in those of one campaign; others are not found */
    public Bulk(Records<T> records, Creation creation, Me me, Predicate<T> within) {
        this.records = records;
        this.creation = creation;
        this.me = me;
        this.within = within;
    }

    /**
     * Runs the operations of {@code {"operations":[…]}}.
     *
     * @param once runs each attempt, so that an Idempotency-Key is kept in its transaction
     * @return {@code {"results":[{"index":0,"status":201,"id":…,"version":1},{"index":1,"status":422,"problem":{…}}]}}
     * @throws Problem 400 where the request is no list of at most 1,000 operations
     */
    public Uni<Answer> run(JsonNode request, Function<Supplier<Uni<Answer>>, Uni<Answer>> once) {
        JsonNode operations = request.path("operations");
        if (!operations.isArray() || request.size() != 1) {
            throw Problem.malformed("The body has to be {\"operations\":[…]}.", new FieldError("/operations", "operations has to be a list."));
        }
        if (operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
            String detail = "There have to be 1 to " + MAX_OPERATIONS + " operations.";
            throw Problem.malformed(detail, new FieldError("/operations", detail));
        }
        List<Act> acts = new ArrayList<>();
        Map<Integer, Problem> refused = new HashMap<>();
        for (JsonNode operation : operations) {
            try {
                acts.add(Operation.of(operation));
            } catch (Problem unreadable) {
                refused.put(acts.size(), unreadable);
                acts.add(new Act(Kind.CREATE, null, null, null));
            }
        }
        return attempt(acts, refused, false, once, 0);
    }

    private Uni<Answer> attempt(List<Act> acts, Map<Integer, Problem> refused, boolean oneByOne,
            Function<Supplier<Uni<Answer>>, Uni<Answer>> once, int culprits) {
        return once.apply(() -> Acts.together(records, acts, refused, oneByOne, creation, me, within).map(results -> answer(acts, results)))
                .onFailure(Bulk::isOfOneOperation).recoverWithUni(failure -> {
                    Map<Integer, Problem> more = new HashMap<>(refused);
                    if (failure instanceof Culprit culprit) {
                        more.put(culprit.index(), problem(culprit.getCause()));
                    } else if (oneByOne) {
                        return Uni.createFrom().failure(failure);
                    }
                    return culprits == MAX_CULPRITS ? Uni.createFrom().failure(failure) : attempt(acts, more, true, once, culprits + 1);
                });
    }

    /** A value that the database does not accept, or a record that somebody else changed meanwhile. */
    private static boolean isOfOneOperation(Throwable failure) {
        String state = SqlStates.of(failure);
        return SqlStates.isStale(failure) || state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private static Problem problem(Throwable failure) {
        if (SqlStates.isStale(failure)) {
            return new Problem(412, "stale-version", "The record was changed meanwhile", "Somebody changed this record at the same moment.");
        }
        return switch (String.valueOf(SqlStates.of(failure))) {
            case "23505" -> Problem.conflict("not-unique", "A value is taken", "There is another record with a value that has to be unique.");
            case "23503" -> Problem.invalid("", "A record that is referred to does not exist.");
            default -> Problem.invalid("", "A value cannot be stored.");
        };
    }

    private Answer answer(List<Act> acts, List<Acts.Result<T>> results) {
        ObjectMapper json = records.chassis().mapper();
        ObjectNode answer = json.createObjectNode();
        ArrayNode array = answer.putArray("results");
        String traceId = Span.current().getSpanContext().getTraceId();
        for (int i = 0; i < results.size(); i++) {
            Acts.Result<T> result = results.get(i);
            ObjectNode entry = array.addObject().put("index", i);
            if (result.problem() == null) {
                entry.put("status", acts.get(i).kind() == Kind.CREATE ? 201 : 200)
                        .put("id", result.record().id.toString())
                        .put("version", result.record().version);
            } else {
                entry.put("status", result.problem().status()).set("problem", json.valueToTree(result.problem().document(traceId)));
            }
        }
        return Answer.of(200, answer);
    }
}

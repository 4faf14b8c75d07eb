package crm.governance.quality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The rules that hold for records of one kind.
 *
 * @param stamp grows with each change of any of them
 */
public record Rulebook(String entity, long stamp, List<HeldRule> rules) {

    /**
     * What the rules say about a record.
     *
     * @param score  0 to 100, the share of the rules that it keeps by their weight; null where no rule holds
     * @param broken the rules that it breaks
     */
    public record Verdict(Integer score, List<HeldRule> broken) {
        static final Verdict NONE = new Verdict(null, List.of());
    }

    /** Judges a record as events carry it. */
    Verdict judge(JsonNode record) {
        if (rules.isEmpty()) {
            return Verdict.NONE;
        }
        List<HeldRule> broken = rules.stream().filter(held -> held.rule().isBrokenBy(value(record, held.rule().field()))).toList();
        return new Verdict(share(weight(broken)), broken);
    }

    /** By how many points the score would rise if a record that breaks these rules kept this one. */
    int gain(List<HeldRule> broken, HeldRule kept) {
        int missing = weight(broken);
        return share(missing - kept.weight()) - share(missing);
    }

    /** A record with a flaw has less than 100, however little it weighs. */
    private int share(int missing) {
        int total = weight(rules);
        return missing == 0 ? 100 : (int) Math.min(99, Math.round(100.0 * (total - missing) / total));
    }

    private static int weight(List<HeldRule> rules) {
        return rules.stream().mapToInt(HeldRule::weight).sum();
    }

    private static Object value(JsonNode record, String path) {
        JsonNode value = record;
        for (String name : path.split("\\.")) {
            value = value.path(name);
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toArray(String[]::new);
        }
        if (value.isMissingNode() || value.isNull() || value.isObject() && value.isEmpty()) {
            return null;
        }
        return value.isObject() ? value.toString() : value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }
}

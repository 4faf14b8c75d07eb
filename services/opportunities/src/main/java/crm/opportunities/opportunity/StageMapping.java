package crm.opportunities.opportunity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.opportunities.pipeline.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Which stage of another pipeline an opportunity came into, and why that one.
 *
 * @param opportunity null before it has gone there
 */
record StageMapping(Opportunity opportunity, Stage from, Stage to, By by) {

    /** Why: somebody named it, it has the same name, it ends a deal the same way, or its chance is the nearest. */
    enum By { REQUEST, NAME, OUTCOME, PROBABILITY }

    /** The stage that is most like the present one. */
    static StageMapping of(Stage from, List<Stage> there) {
        return there.stream().filter(to -> to.outcome == from.outcome && to.name.equalsIgnoreCase(from.name)).findFirst()
                .map(to -> new StageMapping(null, from, to, By.NAME))
                .orElseGet(() -> new StageMapping(null, from, there.stream().filter(to -> to.outcome == from.outcome)
                        .min(Comparator.comparingLong(to -> Math.abs(to.probability - from.probability))).orElseThrow(),
                        from.isOpen() ? By.PROBABILITY : By.OUTCOME));
    }

    StageMapping of(Opportunity gone) {
        return new StageMapping(gone, from, to, by);
    }

    /** The record as somebody sees it, and beside its fields what became of its stage. */
    byte[] tell(ObjectNode record) {
        ObjectNode mapping = record.putObject("stageMapping");
        mapping.putObject("from").put("stageId", from.id.toString()).put("stageName", from.name).put("probability", from.probability);
        mapping.putObject("to").put("stageId", to.id.toString()).put("stageName", to.name).put("probability", to.probability);
        mapping.put("by", by.name());
        return record.toString().getBytes(StandardCharsets.UTF_8);
    }
}

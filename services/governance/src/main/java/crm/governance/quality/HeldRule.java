package crm.governance.quality;

import crm.chassis.record.QualityRule;
import java.util.Set;
import java.util.UUID;

/**
 * A rule as records are held against it.
 *
 * @param holds   whether it does so now; a retired rule is still named by the issues of its time
 * @param readers roles that read the field, where it is one of the company's that not everybody reads; else empty
 */
public record HeldRule(UUID id, String entity, boolean holds, int weight, QualityRule rule, Set<String> readers) {

    /** The field itself for one of its parts. */
    String topField() {
        int dot = rule.field().indexOf('.');
        return dot < 0 || rule.field().startsWith("customFields.") ? rule.field() : rule.field().substring(0, dot);
    }
}

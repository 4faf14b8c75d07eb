package crm.governance.quality;

import crm.chassis.access.Me;
import crm.governance.record.ReadRights;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What a rule says about a value is only for those who may see the value. */
@Singleton
class Masking {

    private final ReadRights rights;

    Masking(ReadRights rights) {
        this.rights = rights;
    }

    boolean shows(Me me, HeldRule rule) {
        return !rights.masked(me, rule.entity()).contains(rule.topField())
                && (rule.readers().isEmpty() || !Collections.disjoint(rule.readers(), me.roles()));
    }

    /** Rules about fields that the caller may not see. */
    UUID[] hidden(Me me, Rulebooks.Shelf shelf) {
        return shelf.rules().values().stream().filter(rule -> !shows(me, rule)).map(HeldRule::id).toArray(UUID[]::new);
    }

    /** These of the rules that the caller may hear of. */
    List<HeldRule> shown(Me me, List<HeldRule> rules) {
        return rules.stream().filter(rule -> shows(me, rule)).toList();
    }
}

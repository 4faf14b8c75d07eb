package crm.governance.quality;

import crm.chassis.inbox.IncomingEvent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the rules said about a record before and say now.
 *
 * @param revision how often its score has changed
 * @param cause    the event that told its state; null where the rules are what changed
 */
public record Judgement(String recordType, UUID recordId, String owner, String team, Integer before, Set<UUID> brokenBefore, long revision,
        Rulebook.Verdict now, IncomingEvent cause) {

    boolean isChanged() {
        return !Objects.equals(before, now.score()) || !brokenBefore.equals(broken());
    }

    Set<UUID> broken() {
        return now.broken().stream().map(HeldRule::id).collect(Collectors.toSet());
    }

    List<HeldRule> newlyBroken() {
        return now.broken().stream().filter(rule -> !brokenBefore.contains(rule.id())).toList();
    }

    List<UUID> noLongerBroken() {
        Set<UUID> broken = broken();
        return brokenBefore.stream().filter(rule -> !broken.contains(rule)).toList();
    }
}

package crm.governance.consent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.Ids;
import crm.contracts.governance.ConsentChanged;
import crm.contracts.governance.GovernanceEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ledger of one person, which nobody else writes while the transaction is open. */
final class OpenLedger {

    private static final Map<State, String> TYPES = Map.of(
            State.GIVEN, GovernanceEvents.CONSENT_GIVEN,
            State.WITHDRAWN, GovernanceEvents.CONSENT_WITHDRAWN,
            State.EXPIRED, GovernanceEvents.CONSENT_EXPIRED);

    private final Person person;
    private final Map<Standing.Key, Standing> standings = new LinkedHashMap<>();
    private final List<Entry> added = new ArrayList<>();
    private final List<ConsentChanged> told = new ArrayList<>();
    private long entries;

    OpenLedger(Person person, long entries, Collection<Standing> known) {
        this.person = person;
        this.entries = entries;
        known.forEach(standing -> standings.put(standing.key(), standing));
    }

    Person person() {
        return person;
    }

    Collection<Standing> standings() {
        return List.copyOf(standings.values());
    }

    Standing standing(Standing.Key key) {
        return standings.get(key);
    }

    Entry add(Said said, Instant now, Me me) {
        Entry entry = new Entry(Ids.next(), person.type(), person.id(), ++entries, said.state(), said.key().purpose(), said.key().channel(),
                said.key().basis(), said.source(), said.proof(), said.validUntil(), said.at(), now, me.login(), said.endsId(), said.inheritedFrom());
        standings.put(said.key(), entry.standing());
        added.add(entry);
        told.add(new ConsentChanged(entry.id(), person.type().name(), person.id(), entry.purpose(), entry.channel().name(), entry.basis().name(),
                entry.source(), entry.validUntil(), entry.at(), summary()));
        return entry;
    }

    private List<ConsentChanged.Standing> summary() {
        return standings.values().stream().sorted(Standing.ORDER)
                .map(standing -> new ConsentChanged.Standing(standing.purpose(), standing.channel().name(), standing.basis().name(),
                        standing.state().name(), standing.validUntil(), standing.at()))
                .toList();
    }

    List<Entry> added() {
        return added;
    }

    long entries() {
        return entries;
    }

    /** One event an entry, in their order. */
    List<OutgoingEvent> events(ObjectMapper json, Me me) {
        List<OutgoingEvent> events = new ArrayList<>();
        for (int i = 0; i < added.size(); i++) {
            events.add(OutgoingEvent.of(TYPES.get(added.get(i).state()), person.id(), added.get(i).number(), json.valueToTree(told.get(i)).toString())
                    .by(me.actor()));
        }
        return events;
    }

    /** The new entries as an array whose members are named like the columns. */
    ArrayNode entryRows(ObjectMapper json) {
        return json.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).valueToTree(added);
    }

    /** The standings that the new entries changed, in the same way. */
    ArrayNode standingRows(ObjectMapper json) {
        Map<Standing.Key, Entry> last = new LinkedHashMap<>();
        added.forEach(entry -> last.put(entry.standing().key(), entry));
        ArrayNode rows = json.createArrayNode();
        for (Entry entry : last.values()) {
            ObjectNode row = rows.addObject().put("person_type", person.type().name()).put("person_id", person.id().toString())
                    .put("purpose", entry.purpose()).put("channel", entry.channel().name()).put("basis", entry.basis().name())
                    .put("state", entry.state().name()).put("at", entry.at().toString()).put("number", entry.number()).put("entry_id", entry.id().toString());
            if (entry.validUntil() != null) {
                row.put("valid_until", entry.validUntil().toString());
            }
        }
        return rows;
    }
}

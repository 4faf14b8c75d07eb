package crm.governance.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.governance.testing.GovernanceParts;
import crm.governance.testing.Owner;
import crm.governance.testing.Told;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@GovernanceParts
class RebuiltRecordsTest {

    @Test
    void whatIsKnownOfRecordsIsTheSameWhenItIsToldAgainAfterAllWasLost() {
        UUID account = UUID.randomUUID();
        List<String> states = new ArrayList<>();
        List<UUID> ids = new ArrayList<>(List.of(account));
        states.add(Told.state("crm.opportunities.account-changed.v1", account, 7, "2026-11-21T19:00:00Z", "\"name\":\"Acme\",\"owner\":\"ann\",\"team\":\"sales\""));
        for (int i = 0; i < 20; i++) {
            UUID id = UUID.randomUUID();
            ids.add(id);
            states.add(Told.state("crm.leads.lead-changed.v1", id, 3 + i, "2026-11-21T19:00:00Z", "\"lastName\":\"L" + i + "\",\"owner\":\"bob\",\"convertedAccountId\":\"" + account + "\""));
        }
        Told.publish(states.toArray(String[]::new));
        ids.forEach(Told::awaitKnown);
        String known = rows(ids);
        String entries = Owner.reads("select count(*) from audit_entry where record_id in (" + list(ids) + ")");

        Owner.does("delete from known_record where record_id in (" + list(ids) + ")");
        List<String> again = new ArrayList<>(states.stream().map(state -> state.replaceFirst("\"id\":\"[^\"]+\"", "\"id\":\"" + UUID.randomUUID() + "\"")
                .replace("\"actor\"", "\"rebuild\":true,\"actor\"")).toList());
        again.addAll(again.subList(0, 5));
        Collections.shuffle(again);
        Told.publish(again.toArray(String[]::new));

        await().untilAsserted(() -> assertThat(rows(ids)).isEqualTo(known));
        assertThat(Owner.reads("select count(*) from audit_entry where record_id in (" + list(ids) + ")")).isEqualTo(entries);
    }

    private static String rows(List<UUID> ids) {
        return Owner.reads("select string_agg(known_record::text, E'\\n' order by record_id) from known_record where record_id in (" + list(ids) + ")");
    }

    private static String list(List<UUID> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
    }
}

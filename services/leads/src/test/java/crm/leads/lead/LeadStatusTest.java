package crm.leads.lead;

import static crm.leads.lead.LeadStatus.ASSIGNED;
import static crm.leads.lead.LeadStatus.CONTACTED;
import static crm.leads.lead.LeadStatus.CONVERTED;
import static crm.leads.lead.LeadStatus.JUNK;
import static crm.leads.lead.LeadStatus.NEW;
import static crm.leads.lead.LeadStatus.NURTURING;
import static crm.leads.lead.LeadStatus.QUALIFIED;
import static crm.leads.lead.LeadStatus.RECYCLED;
import static crm.leads.lead.LeadStatus.UNQUALIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeadStatusTest {

    /** The whole table once more, written independently of the code. */
    private static Set<LeadStatus> expected(LeadStatus from) {
        return switch (from) {
            case NEW -> EnumSet.of(ASSIGNED, CONTACTED, NURTURING, QUALIFIED, UNQUALIFIED, JUNK);
            case ASSIGNED -> EnumSet.of(CONTACTED, NURTURING, QUALIFIED, RECYCLED, UNQUALIFIED, JUNK);
            case CONTACTED -> EnumSet.of(NURTURING, QUALIFIED, RECYCLED, UNQUALIFIED, JUNK);
            case NURTURING -> EnumSet.of(NEW, ASSIGNED, CONTACTED, QUALIFIED, RECYCLED, UNQUALIFIED, JUNK);
            case QUALIFIED -> EnumSet.of(NURTURING, CONVERTED, RECYCLED, UNQUALIFIED, JUNK);
            case RECYCLED -> EnumSet.of(ASSIGNED, CONTACTED, NURTURING, QUALIFIED, UNQUALIFIED, JUNK);
            case UNQUALIFIED, JUNK -> EnumSet.of(RECYCLED);
            case CONVERTED -> EnumSet.noneOf(LeadStatus.class);
        };
    }

    private static Stream<Arguments> everyMove() {
        return Stream.of(LeadStatus.values())
                .flatMap(from -> Stream.of(LeadStatus.values()).filter(to -> to != from).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("everyMove")
    void anActMovesAlongTheTableOnly(LeadStatus from, LeadStatus to) {
        Problem refusal = refusal(from, to, true);

        if (expected(from).contains(to)) {
            assertThat(refusal).isNull();
        } else {
            assertThat(refusal.status()).isEqualTo(409);
            assertThat(refusal.type()).isEqualTo(from == CONVERTED ? "lead-already-converted" : "illegal-transition");
        }
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("everyMove")
    void aPersonWritesOnlyTheStatusesThatNoActLeadsTo(LeadStatus from, LeadStatus to) {
        Problem refusal = refusal(from, to, false);

        boolean byHand = EnumSet.of(NEW, ASSIGNED, CONTACTED, NURTURING, RECYCLED).contains(to);
        if (expected(from).contains(to) && byHand) {
            assertThat(refusal).isNull();
        } else if (expected(from).contains(to)) {
            assertThat(refusal.type()).isEqualTo("status-by-act");
        } else {
            assertThat(refusal.status()).isEqualTo(409);
        }
    }

    @Test
    void theRefusalNamesTheLegalStates() {
        Problem refusal = refusal(UNQUALIFIED, CONTACTED, false);

        assertThat(refusal.getMessage()).isEqualTo("A lead that is UNQUALIFIED may become RECYCLED.");
        assertThat(refusal.document("").get("legal")).isEqualTo(Set.of(RECYCLED));
    }

    @Test
    void aRecycledLeadCountsHowOftenAndForgetsWhyItWasLost() {
        Lead lead = lead(RECYCLED);
        lead.statusReason = "No budget";
        lead.lostReason = "No budget";

        LeadRules.applyChange(lead, moved(JUNK, RECYCLED));

        assertThat(lead.recycledCount).isEqualTo(1);
        assertThat(lead.statusReason).isNull();
        assertThat(lead.lostReason).isNull();
    }

    @Test
    void aPendingConversionLetsNothingElseThrough() {
        Lead lead = lead(QUALIFIED);
        lead.conversionState = ConversionState.PENDING;

        Problem refusal = catchThrowableOfType(Problem.class, () -> LeadRules.applyChange(lead, changed("lastName")));

        assertThat(refusal.type()).isEqualTo("conversion-pending");
    }

    @Test
    void aConvertedLeadIsOnlyArchived() {
        Lead lead = lead(CONVERTED);

        LeadRules.applyChange(lead, changed("archivedAt"));
        Problem refusal = catchThrowableOfType(Problem.class, () -> LeadRules.applyChange(lead, changed("rating")));

        assertThat(refusal.type()).isEqualTo("lead-already-converted");
    }

    private static Problem refusal(LeadStatus from, LeadStatus to, boolean byAct) {
        Lead lead = lead(to);
        if (byAct) {
            lead.reach(to);
        }
        return catchThrowableOfType(Problem.class, () -> LeadRules.applyChange(lead, moved(from, to)));
    }

    private static Lead lead(LeadStatus status) {
        Lead lead = new Lead();
        lead.id = UUID.randomUUID();
        lead.lastName = "Özdemir";
        lead.status = status;
        return lead;
    }

    private static Map<String, FieldChange> moved(LeadStatus from, LeadStatus to) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("status", new FieldChange("status", TextNode.valueOf(from.name()), TextNode.valueOf(to.name())));
        return changes;
    }

    private static Map<String, FieldChange> changed(String field) {
        return Map.of(field, new FieldChange(field, TextNode.valueOf("before"), TextNode.valueOf("after")));
    }
}

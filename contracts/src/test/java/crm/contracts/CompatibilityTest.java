package crm.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.contracts.leads.LeadEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules are in {@link SchemaCompatibility} and in contracts/README.md. */
class CompatibilityTest {

    private static final Path RELEASES = Path.of("released");

    static Stream<Path> releasedSchemas() throws IOException {
        return filesOfEveryRelease("schemas");
    }

    static Stream<Path> releasedExamples() throws IOException {
        return filesOfEveryRelease("examples");
    }

    private static Stream<Path> filesOfEveryRelease(String folder) throws IOException {
        try (Stream<Path> releases = Files.list(RELEASES)) {
            return releases.filter(Files::isDirectory)
                .flatMap(release -> Published.eventFiles(release.resolve(folder)).stream()
                    .map(type -> release.resolve(folder).resolve(type + ".json")))
                .toList().stream();
        }
    }

    @Test
    void thereIsARelease() throws IOException {
        assertTrue(releasedSchemas().count() >= 21);
        assertTrue(releasedExamples().count() >= 21);
    }

    @ParameterizedTest
    @MethodSource("releasedSchemas")
    void whatWasReleasedStillHolds(Path released) {
        Path present = Published.SCHEMAS.resolve(released.getFileName());
        assertTrue(Files.exists(present), () -> released + " was released and is gone");
        assertEquals(List.of(), SchemaCompatibility.breaks(SchemaTree.of(released), SchemaTree.of(present)));
    }

    @ParameterizedTest
    @MethodSource("releasedExamples")
    void anEventPublishedThenFitsTheSchemaOfNow(Path released) {
        var event = Published.read(released);
        assertEquals(Set.of(), Published.faults(event.get("type").textValue(), event));
    }

    @Test
    void removingAFieldIsABreak() {
        assertEquals(List.of("/data/record/email is gone"),
            breaksOf(lead -> lead.withObject("/properties").remove("email")));
    }

    @Test
    void renamingAFieldIsABreak() {
        assertEquals(List.of("/data/record/phone is gone"), breaksOf(lead -> {
            ObjectNode properties = lead.withObject("/properties");
            properties.set("telephone", properties.remove("phone"));
        }));
    }

    @Test
    void changingATypeIsABreak() {
        assertEquals(List.of("/data/record/score changes its type from [integer] to [string]"),
            breaksOf(lead -> lead.withObject("/properties/score").put("type", "string")));
    }

    @Test
    void addingATypeIsABreakForThoseWhoRead() {
        assertEquals(List.of("/data/record/company changes its type from [string] to [null, string]"),
            breaksOf(lead -> lead.withObject("/properties/company").putArray("type").add("string").add("null")));
    }

    @Test
    void changingTheTypeOfAnArraysItemsIsABreak() {
        assertEquals(List.of("/data/record/tags/* changes its type from [string] to [object]"),
            breaksOf(lead -> lead.withObject("/properties/tags/items").put("type", "object")));
    }

    @Test
    void takingAnEnumValueAwayIsABreak() {
        assertEquals(List.of("/data/record/status loses the enum values [JUNK]"), breaksOf(lead -> {
            var values = lead.withObject("/properties/status").withArray("enum");
            values.remove(values.size() - 1);
        }));
    }

    @Test
    void limitingAFieldToAnEnumIsABreak() {
        assertEquals(List.of("/data/record/rating is limited to an enum"),
            breaksOf(lead -> lead.withObject("/properties/rating").putArray("enum").add("HOT")));
    }

    @Test
    void requiringMoreIsABreak() {
        assertEquals(List.of("/data/record newly requires [email]"),
            breaksOf(lead -> lead.withArray("required").add("email")));
    }

    @Test
    void promisingLessIsABreak() {
        assertEquals(List.of("/data/record no longer promises [status]"), breaksOf(lead -> {
            var required = lead.withArray("required");
            for (int i = required.size() - 1; i >= 0; i--) {
                if (required.get(i).textValue().equals("status")) {
                    required.remove(i);
                }
            }
        }));
    }

    @Test
    void narrowingABoundOrAFormatIsABreak() {
        assertEquals(List.of("/data/record/score lowers its maximum"),
            breaksOf(lead -> lead.withObject("/properties/score").put("maximum", 10)));
        assertEquals(List.of("/data/record/description lowers its maxLength"),
            breaksOf(lead -> lead.withObject("/properties/description").put("maxLength", 100)));
        assertEquals(List.of("/data/record/email changes its format"),
            breaksOf(lead -> lead.withObject("/properties/email").put("format", "email")));
        assertEquals(List.of("/data/record/currency changes its pattern"),
            breaksOf(lead -> lead.withObject("/properties/currency").put("pattern", "^EUR$")));
    }

    @Test
    void closingARecordToUnknownFieldsIsABreak() {
        assertEquals(List.of("/data/record no longer takes unknown fields"),
            breaksOf(lead -> lead.put("additionalProperties", false)));
    }

    @Test
    void newOptionalFieldsNewEnumValuesAndWiderBoundsAreNone() {
        assertEquals(List.of(), breaksOf(lead -> {
            lead.withObject("/properties/nickname").put("type", "string");
            lead.withObject("/properties/status").withArray("enum").add("SLEEPING");
            lead.withObject("/properties/score").put("maximum", 1000);
            lead.withObject("/properties/createdAt").remove("format");
        }));
    }

    @Test
    void aKeywordThatTheRulesDoNotCoverIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("schema.json");
        Files.writeString(file, "{\"oneOf\":[{\"type\":\"string\"}]}");
        var refusal = assertThrows(IllegalArgumentException.class, () -> SchemaTree.of(file));
        assertTrue(refusal.getMessage().endsWith("uses the keyword oneOf, which the compatibility rules do not cover"));
    }

    /** What breaks when the lead's schema in {@code lead-captured} is changed like this. */
    private static List<String> breaksOf(Consumer<ObjectNode> change) {
        ObjectNode released = SchemaTree.of(Published.SCHEMAS.resolve(LeadEvents.LEAD_CAPTURED + ".json"));
        ObjectNode changed = released.deepCopy();
        change.accept((ObjectNode) changed.at("/properties/data/properties/record"));
        return SchemaCompatibility.breaks(released, changed);
    }
}

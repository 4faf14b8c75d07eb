package crm.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Scope;
import crm.chassis.change.Records;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import io.quarkus.arc.Arc;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.TreeMap;

/**
 * Holds who may read, change and create the records of a service against what it publishes for those who keep copies of them.
 * Run the test with {@code -Dcrm.access.write=true} to commit a new table deliberately.
 */
public final class CommittedAccess {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CommittedAccess() {}

    public static void isWhatTheServiceGrants(String service) throws IOException {
        ObjectNode table = JSON.createObjectNode().put("service", service);
        ObjectNode records = table.putObject("records");
        Arc.container().listAll(new TypeLiteral<Records<?>>() {}).stream()
                .<RecordType<?>>map(handle -> handle.get().type())
                .sorted(Comparator.comparing(RecordType::name))
                .forEach(type -> describe(type, records.putObject(type.name())));
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        String granted = JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent)).writeValueAsString(table) + "\n";
        Path committed = CommittedOpenApi.root().resolve("contracts/src/main/resources/access/" + service + ".json");
        if (Boolean.getBoolean("crm.access.write")) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, granted);
        }
        assertThat(committed).exists();
        assertThat(granted).isEqualTo(Files.readString(committed));
    }

    private static void describe(RecordType<?> type, ObjectNode node) {
        node.put("collection", type.collection());
        ObjectNode read = node.putObject("read");
        ObjectNode change = node.putObject("change");
        new TreeMap<>(type.access().byRole()).forEach((role, right) -> {
            read.put(role, right.read().name());
            if (right.change() != Scope.NONE) {
                change.put(role, right.change().name());
            }
        });
        var create = node.putArray("create");
        new TreeMap<>(type.access().byRole()).forEach((role, right) -> {
            if (right.create()) {
                create.add(role);
            }
        });
        ObjectNode sensitive = node.putObject("sensitive");
        type.fields().stream().filter(Field::isSensitive).forEach(field -> {
            var readers = sensitive.putArray(field.name());
            read.fieldNames().forEachRemaining(role -> {
                if (field.readableWith(java.util.Set.of(role))) {
                    readers.add(role);
                }
            });
        });
    }
}

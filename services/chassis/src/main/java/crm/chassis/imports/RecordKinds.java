package crm.chassis.imports;

import crm.chassis.change.Records;
import crm.chassis.record.RecordType;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** All kinds of records that this service keeps. */
@Singleton
final class RecordKinds {

    private final List<Records<?>> all;

    RecordKinds(@All List<Records<?>> all) {
        this.all = all;
    }

    Optional<Records<?>> ofCollection(String collection) {
        return all.stream().<Records<?>>filter(records -> records.type().collection().equals(collection)).findFirst();
    }

    /** By the singular name, as a reference has it. */
    Optional<RecordType<?>> named(String name) {
        return all.stream().<RecordType<?>>map(Records::type).filter(type -> type.name().equals(name)).findFirst();
    }
}

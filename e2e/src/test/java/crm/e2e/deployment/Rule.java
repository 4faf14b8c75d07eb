package crm.e2e.deployment;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What has to hold for the manifests; its faults say where it does not. */
record Rule(String name, Function<Manifests, Stream<String>> faults) {

    static List<Rule> all() {
        return Stream.of(PodRules.all(), AvailabilityRules.all(), ReferenceRules.all(), ConfigurationRules.all(), StoreRules.all(), NetworkRules.all(),
                MonitoringRules.all(), EncryptionRules.all())
                .flatMap(List::stream).toList();
    }

    List<String> check(Manifests manifests) {
        return faults.apply(manifests).map(fault -> name + ": " + fault).toList();
    }
}

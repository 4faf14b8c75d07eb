package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.container;
import static crm.e2e.deployment.Manifests.name;
import static crm.e2e.deployment.Manifests.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What keeps data: enough of it, enough connections to it, a way back, and schemas that are there before those who need them. */
final class StoreRules {

    /** Migrations hold two connections beside the pool of a service. */
    private static final int OF_MIGRATIONS = 2;

    private StoreRules() {
    }

    static List<Rule> all() {
        return List.of(
                inProduction("three of each store", manifests -> Stream.of(
                        least(manifests, "Cluster", "postgresql", "/spec/instances", 3),
                        least(manifests, "RabbitmqCluster", "rabbitmq", "/spec/replicas", 3),
                        least(manifests, "Keycloak", "keycloak", "/spec/instances", 2)).flatMap(faults -> faults)),
                inProduction("backups and the log", StoreRules::backups),
                inProduction("connections for everybody", StoreRules::connections),
                inProduction("migrated before the roll-out", StoreRules::migrations),
                inProduction("a role for one database", manifests -> manifests.all("Cluster").filter(cluster -> {
                    List<String> rules = stream(cluster.at("/spec/postgresql/pg_hba")).map(JsonNode::asText).toList();
                    return !rules.equals(List.of((manifests.isEncrypted() ? "hostssl" : "host") + " sameuser all all scram-sha-256", "host all all all reject"))
                            || stream(cluster.at("/spec/managed/roles")).anyMatch(role -> role.path("superuser").asBoolean() || role.path("createrole").asBoolean());
                }).map(Manifests::name)),
                inProduction("a realm without known people", manifests -> manifests.all("KeycloakRealmImport").filter(realm -> realm.at("/spec/realm").has("users")
                        || realm.toString().contains("local-development-only") || realm.toString().contains("crm-cli")).map(Manifests::name)));
    }

    private static Rule inProduction(String name, Function<Manifests, Stream<String>> faults) {
        return new Rule(name, manifests -> manifests.isProduction() ? faults.apply(manifests) : Stream.empty());
    }

    private static Stream<String> least(Manifests manifests, String kind, String name, String count, int least) {
        int there = manifests.find(kind, name).map(store -> store.at(count).asInt()).orElse(0);
        return there < least ? Stream.of(kind + " has " + there) : Stream.empty();
    }

    private static Stream<String> backups(Manifests manifests) {
        JsonNode cluster = manifests.one("Cluster", "postgresql");
        boolean log = stream(cluster.at("/spec/plugins")).anyMatch(plugin -> plugin.path("isWALArchiver").asBoolean()
                && manifests.find("ObjectStore", plugin.at("/parameters/barmanObjectName").asText())
                .filter(store -> store.at("/spec/retentionPolicy").asText().matches("\\d+d")).isPresent());
        boolean nightly = manifests.all("ScheduledBackup").anyMatch(backup -> backup.at("/spec/cluster/name").asText().equals(name(cluster))
                && backup.at("/spec/method").asText().equals("plugin") && !backup.at("/spec/suspend").asBoolean());
        return log && nightly ? Stream.empty() : Stream.of("the database cannot be restored");
    }

    private static Stream<String> connections(Manifests manifests) {
        int pool = manifests.one("ConfigMap", "crm-services").at("/data/CRM_DB_POOL").asInt() + OF_MIGRATIONS;
        int services = manifests.all("ScaledObject").mapToInt(scaler -> scaler.at("/spec/maxReplicaCount").asInt() * pool).sum();
        int keycloak = manifests.all("Keycloak").mapToInt(one -> one.at("/spec/instances").asInt() * one.at("/spec/db/poolMaxSize").asInt()).sum();
        int there = manifests.one("Cluster", "postgresql").at("/spec/postgresql/parameters/max_connections").asInt();
        return services + keycloak > there - 20 ? Stream.of(services + keycloak + " of " + there) : Stream.empty();
    }

    /** Each service has a job of the same image, and itself only looks whether the job did its work. */
    private static Stream<String> migrations(Manifests manifests) {
        JsonNode settings = manifests.one("ConfigMap", "crm-services").path("data");
        Stream<String> themselves = settings.path("QUARKUS_FLYWAY_MIGRATE_AT_START").asText().equals("false")
                && settings.path("QUARKUS_FLYWAY_VALIDATE_AT_START").asText().equals("true") ? Stream.empty() : Stream.of("services migrate while they start");
        Stream<String> jobs = Manifests.SERVICES.stream().filter(service -> manifests.find("Job", "migrate-" + service)
                .filter(job -> container(job).path("image").equals(container(manifests.one("Deployment", service)).path("image"))).isEmpty());
        return Stream.concat(themselves, jobs);
    }
}

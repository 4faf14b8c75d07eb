package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.container;
import static crm.e2e.deployment.Manifests.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes that people make, each made in otherwise good manifests: the rule that is for it says so. */
class SeededMistakesTest {

    /** @param rule the name of the rule that has to notice */
    record Mistake(String what, String rule, Supplier<Manifests> given, Consumer<Manifests> made) {

        Mistake(String what, String rule, Consumer<Manifests> made) {
            this(what, rule, Manifests::production, made);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Mistake> mistakes() {
        List<Mistake> all = new ArrayList<>(EncryptionMistakes.all());
        all.add(ofPod("a readiness probe is forgotten", "three probes", leads -> container(leads).remove("readinessProbe")));
        all.add(ofPod("liveness looks at the database", "three probes", leads -> container(leads).withObject("/livenessProbe/httpGet").put("path", "/q/health")));
        all.add(ofPod("the tag is latest", "a tag that stays", leads -> container(leads).put("image", "registry.example.com/tessera-crm/leads:latest")));
        all.add(ofPod("the image has no tag", "a tag that stays", leads -> container(leads).put("image", "registry.example.com:5000/tessera-crm/leads")));
        all.add(ofPod("there is no limit of memory", "requests and limits", leads -> ((ObjectNode) container(leads).at("/resources/limits")).remove("memory")));
        all.add(ofPod("the user is root", "no root", leads -> leads.withObject("/spec/template/spec/securityContext").put("runAsUser", 0)));
        all.add(ofPod("there is no filter of system calls", "a filter of system calls", leads -> leads.withObject("/spec/template/spec/securityContext").remove("seccompProfile")));
        all.add(ofPod("a folder of the node is mounted", "nothing of the node", leads -> leads.withArray("/spec/template/spec/volumes").addObject().put("name", "node").putObject("hostPath").put("path", "/")));
        all.add(ofPod("a capability is added", "no more rights", leads -> container(leads).withArray("/securityContext/capabilities/add").add("NET_ADMIN")));
        all.add(ofPod("the root file system can be written", "a root file system that cannot be written", leads -> container(leads).withObject("/securityContext").put("readOnlyRootFilesystem", false)));
        all.add(ofPod("the token of the cluster is mounted", "no token of the cluster", leads -> leads.withObject("/spec/template/spec").put("automountServiceAccountToken", true)));
        all.add(ofPod("two services share an account", "an own service account without token", leads -> leads.withObject("/spec/template/spec").put("serviceAccountName", "cases")));
        all.add(ofPod("a setting is misspelled", "settings that are known", leads -> container(leads).withArray("env").addObject().put("name", "CRM_DB_POOLSIZE").put("value", "5")));
        all.add(ofPod("the password of the database is forgotten", "settings that are needed", leads -> remove(container(leads).withArray("env"), "name", "CRM_DB_PASSWORD")));
        all.add(ofPod("a password stands in the open", "no secret in the open", leads -> container(leads).withArray("env").addObject().put("name", "CRM_SMTP_PASSWORD").put("value", "x")));
        all.add(ofPod("the key of a secret is misspelled", "secrets that are there", leads -> stream(container(leads).path("env")).filter(entry -> entry.has("valueFrom"))
                .forEach(entry -> ((ObjectNode) entry).withObject("/valueFrom/secretKeyRef").put("key", "CRM_DB_PASSWROD"))));
        all.add(ofPod("a number of replicas fights the scaler", "two or more", leads -> leads.withObject("/spec").put("replicas", 1)));
        all.add(ofPod("all pods may be in one zone", "over zones", leads -> leads.withObject("/spec/template/spec").remove("topologySpreadConstraints")));
        all.add(ofPod("the old goes before the new is there", "the old goes when the new is there", leads -> leads.withObject("/spec/strategy/rollingUpdate").put("maxUnavailable", 1)));
        all.add(ofPod("requests are cut off", "time to finish", leads -> container(leads).remove("lifecycle")));
        all.add(ofPod("a service is called something else", "services that lead to pods", leads -> leads.withObject("/spec/template/metadata/labels").put("app.kubernetes.io/name", "lead")));
        all.add(new Mistake("a budget is forgotten", "a disruption budget that lets one go", given -> given.resources().remove(given.one("PodDisruptionBudget", "cases"))));
        all.add(new Mistake("a budget lets nobody go", "a disruption budget that lets one go", given -> given.one("PodDisruptionBudget", "cases").withObject("/spec").put("maxUnavailable", 0)));
        all.add(new Mistake("one pod is enough", "two or more", given -> given.one("ScaledObject", "cases").withObject("/spec").put("minReplicaCount", 1)));
        all.add(new Mistake("dead letters make it grow", "scaled by its queues", given -> ((ObjectNode) given.one("ScaledObject", "cases").at("/spec/triggers/1/metadata")).put("queueName", "^cases\\..+$")));
        all.add(new Mistake("CPU is not looked at", "scaled by CPU", given -> given.one("ScaledObject", "cases").withArray("/spec/triggers").remove(0)));
        all.add(new Mistake("a scaler is for something else", "what is scaled is there", given -> given.one("ScaledObject", "cases").withObject("/spec/scaleTargetRef").put("name", "case")));
        all.add(new Mistake("a budget is for nobody", "budgets for somebody", given -> given.one("PodDisruptionBudget", "rabbitmq").withObject("/spec/selector/matchLabels").put("app.kubernetes.io/name", "rabbit")));
        all.add(new Mistake("a secret is in a config map", "no secret in the open", given -> given.one("ConfigMap", "crm-gateway").withObject("/data").put("CRM_SESSION_SECRET", "x")));
        all.add(new Mistake("a secret lies in a file", "no secret in the open", given -> given.resources().add(Yaml.documents("{apiVersion: v1, kind: Secret, metadata: {name: crm-leads, namespace: crm}}").get(0))));
        all.add(new Mistake("a config map is gone", "config maps that are there", given -> given.resources().remove(given.one("ConfigMap", "crm-mail"))));
        all.add(new Mistake("a host is misspelled", "addresses that are there", given -> given.one("ConfigMap", "crm-gateway").withObject("/data").put("CRM_CASES_URL", "http://case:8080")));
        all.add(new Mistake("the default is open", "nothing unless it is allowed", given -> given.resources().remove(given.one("NetworkPolicy", "default-deny"))));
        all.add(new Mistake("an edge is missing", "the edges that are meant", given -> ((ArrayNode) given.one("NetworkPolicy", "services").at("/spec/egress")).remove(1)));
        all.add(new Mistake("services may talk to each other", "the edges that are meant", given -> Stream.of("/spec/ingress/0/from", "/spec/egress/2/to").forEach(peers ->
                given.one("NetworkPolicy", "services").withArray(peers).addObject().putObject("podSelector").putObject("matchLabels").put("app.kubernetes.io/component", "service"))));
        all.add(new Mistake("any namespace reaches the broker", "the edges that are meant", given -> given.one("NetworkPolicy", "rabbitmq").withArray("/spec/ingress/0/from").addObject().putObject("namespaceSelector")));
        all.add(new Mistake("the door is open without TLS", "TLS at the door", given -> given.one("HTTPRoute", "crm").withArray("/spec/parentRefs").addObject().put("name", "crm").put("sectionName", "http")));
        all.add(new Mistake("the namespace is not closed", "everything in one closed namespace", given -> given.one("Namespace", "crm").withObject("/metadata/labels").put("pod-security.kubernetes.io/enforce", "baseline")));
        all.add(new Mistake("a migration is of another version", "migrated before the roll-out", given -> container(given.one("Job", "migrate-cases")).put("image", "registry.example.com/tessera-crm/cases:0.9.0")));
        all.add(new Mistake("services migrate while they start", "migrated before the roll-out", given -> given.one("ConfigMap", "crm-services").withObject("/data").put("QUARKUS_FLYWAY_MIGRATE_AT_START", "true")));
        all.add(new Mistake("pools are wider than the database", "connections for everybody", given -> given.one("ConfigMap", "crm-services").withObject("/data").put("CRM_DB_POOL", "20")));
        all.add(new Mistake("the log is not archived", "backups and the log", given -> given.one("Cluster", "postgresql").withObject("/spec").remove("plugins")));
        all.add(new Mistake("a role enters every database", "a role for one database", given -> given.one("Cluster", "postgresql").withArray("/spec/postgresql/pg_hba").remove(1)));
        all.add(new Mistake("there is one broker", "three of each store", given -> given.one("RabbitmqCluster", "rabbitmq").withObject("/spec").put("replicas", 1)));
        all.add(new Mistake("nobody watches the services", "watched", given -> given.resources().remove(given.one("PodMonitor", "crm-services"))));
        all.add(new Mistake("nobody watches the database", "watched", given -> given.resources().remove(given.one("PodMonitor", "postgresql"))));
        all.add(new Mistake("the watcher asks at the wrong port", "ports that answer the watcher", given -> ((ObjectNode) given.one("PodMonitor", "crm-services").at("/spec/podMetricsEndpoints/0")).put("port", "metrics")));
        all.add(new Mistake("a job has a name that no rule knows", "jobs that the rules know", given -> ((ObjectNode) given.one("PodMonitor", "crm-gateway").at("/spec/podMetricsEndpoints/0/relabelings/0")).put("replacement", "gateway")));
        all.add(new Mistake("the watcher has no password", "secrets that are there", given -> ((ObjectNode) given.one("PodMonitor", "crm-gateway").at("/spec/podMetricsEndpoints/0/oauth2/clientSecret")).put("key", "CLIENT_WATCHER")));
        all.add(new Mistake("known people are in the realm", "a realm without known people", given -> given.one("KeycloakRealmImport", "crm").withArray("/spec/realm/users").addObject().put("username", "crm-admin")));
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isNoticed(Mistake mistake) {
        Manifests manifests = mistake.given().get();
        mistake.made().accept(manifests);
        Rule rule = Rule.all().stream().filter(known -> known.name().equals(mistake.rule())).findFirst().orElseThrow();
        assertThat(rule.check(manifests)).isNotEmpty();
    }

    /** A rule that no mistake is made against may be one that holds for everything. */
    @Test
    void everyRuleHasItsMistake() {
        List<String> tried = mistakes().stream().map(Mistake::rule).distinct().toList();
        List<String> untried = Rule.all().stream().map(Rule::name).filter(rule -> !tried.contains(rule)).toList();
        System.out.printf("manifests: %d mistakes against %d rules%n", mistakes().size(), Rule.all().size());
        assertThat(untried).isEmpty();
    }

    private static Mistake ofPod(String what, String rule, Consumer<ObjectNode> made) {
        return new Mistake(what, rule, manifests -> made.accept(manifests.one("Deployment", "leads")));
    }

    private static void remove(ArrayNode list, String field, String value) {
        for (var entries = list.elements(); entries.hasNext();) {
            JsonNode entry = entries.next();
            if (entry.path(field).asText().equals(value)) {
                entries.remove();
            }
        }
    }

    /** Nothing that was made wrong in one case is there in the next. */
    @Test
    void manifestsAreReadAnewEachTime() {
        Manifests.production().one("Deployment", "leads").removeAll();
        assertThat(Stream.of(Manifests.production(), Manifests.local()).map(manifests -> manifests.one("Deployment", "leads").size())).containsOnly(4);
    }
}

package crm.e2e.deployment;

import static crm.e2e.deployment.Manifests.container;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every resource that k8s/ renders is taken by others who know what a cluster takes; k8s/validators/README.md says who. */
class ValidatorsTest {

    /** @param resource kind and name, of those for production or of the rules and dashboards */
    private record Mistake(String what, String resource, Consumer<ObjectNode> made) {

        ObjectNode wrong(List<ObjectNode> all) {
            ObjectNode wrong = all.stream().filter(known -> (known.path("kind").asText() + " " + Manifests.name(known)).equals(resource)).findFirst().orElseThrow().deepCopy();
            made.accept(wrong);
            return wrong;
        }

        @Override
        public String toString() {
            return resource + ": " + what;
        }
    }

    /** Fields that nobody knows. */
    static List<Mistake> unknownFields() {
        return List.of(
                new Mistake("readinesProbe", "Deployment leads", leads -> container(leads).putObject("readinesProbe")),
                new Mistake("replica", "Deployment cases", cases -> cases.withObject("/spec").put("replica", 2)),
                new Mistake("maxUnavailble", "PodDisruptionBudget leads", budget -> budget.withObject("/spec").put("maxUnavailble", 1)),
                new Mistake("egres", "NetworkPolicy services", policy -> policy.withObject("/spec").putArray("egres")),
                new Mistake("targetport", "Service leads", service -> ((ObjectNode) service.at("/spec/ports/0")).put("targetport", 1)),
                new Mistake("backoff", "Job migrate-leads", job -> job.withObject("/spec").put("backoff", 1)),
                new Mistake("automountToken", "ServiceAccount leads", account -> account.put("automountToken", false)));
    }

    /** Values of the wrong type, and what is missing. */
    static List<Mistake> wrongTypes() {
        return List.of(
                new Mistake("a port in words", "Deployment leads", leads -> ((ObjectNode) container(leads).at("/ports/0")).put("containerPort", "eighty")),
                new Mistake("no selector", "Deployment leads", leads -> leads.withObject("/spec").remove("selector")),
                new Mistake("a container without a name", "Deployment leads", leads -> container(leads).remove("name")),
                new Mistake("a setting without a name", "Deployment leads", leads -> ((ObjectNode) container(leads).at("/env/0")).remove("name")),
                new Mistake("a limit of time in words", "Job migrate-leads", job -> job.withObject("/spec").put("activeDeadlineSeconds", "long")),
                new Mistake("a scaler for nobody", "HorizontalPodAutoscaler gateway", scaler -> scaler.withObject("/spec").remove("scaleTargetRef")),
                new Mistake("a number in a config map", "ConfigMap crm-services", map -> map.withObject("/data").put("CRM_DB_POOL", 10)));
    }

    /** What the operators would refuse or never see. */
    static List<Mistake> mistakesForOperators() {
        return List.of(
                new Mistake("instances in words", "Cluster postgresql", cluster -> cluster.withObject("/spec").put("instances", "three")),
                new Mistake("databse", "Cluster postgresql", cluster -> cluster.withObject("/spec/bootstrap/initdb").put("databse", "leads")),
                new Mistake("no owner", "Database cases", database -> database.withObject("/spec").remove("owner")),
                new Mistake("no time", "ScheduledBackup postgresql", backup -> backup.withObject("/spec").remove("schedule")),
                new Mistake("retention", "ObjectStore postgresql", store -> store.withObject("/spec").put("retention", "30d")),
                new Mistake("replica", "RabbitmqCluster rabbitmq", broker -> broker.withObject("/spec").put("replica", 3)),
                new Mistake("additional", "RabbitmqCluster rabbitmq", broker -> broker.withObject("/spec/rabbitmq").put("additional", "x")),
                new Mistake("instances in words", "Keycloak keycloak", keycloak -> keycloak.withObject("/spec").put("instances", "two")),
                new Mistake("host name at the wrong place", "Keycloak keycloak", keycloak -> keycloak.withObject("/spec").put("hostname", "crm.example.com")),
                new Mistake("no Keycloak", "KeycloakRealmImport crm", realm -> realm.withObject("/spec").remove("keycloakCRName")),
                new Mistake("remoteref", "ExternalSecret crm-leads", secret -> ((ObjectNode) secret.at("/spec/data/0")).putObject("remoteref")),
                new Mistake("no key of the store", "ExternalSecret crm-leads", secret -> ((ObjectNode) secret.at("/spec/data/0/remoteRef")).remove("key")),
                new Mistake("a trigger without type", "ScaledObject leads", scaler -> ((ObjectNode) scaler.at("/spec/triggers/0")).remove("type")),
                new Mistake("minReplicas", "ScaledObject leads", scaler -> scaler.withObject("/spec").put("minReplicas", 2)),
                new Mistake("a login without a parameter", "TriggerAuthentication rabbitmq", login -> ((ObjectNode) login.at("/spec/secretTargetRef/0")).remove("parameter")),
                new Mistake("no issuer", "Certificate crm", certificate -> certificate.withObject("/spec").remove("issuerRef")),
                new Mistake("an algorithm that is none", "Certificate crm", certificate -> certificate.withObject("/spec/privateKey").put("algorithm", "ROT13")),
                new Mistake("a door without a class", "Gateway crm", door -> door.withObject("/spec").remove("gatewayClassName")),
                new Mistake("a filter that is none", "HTTPRoute to-https", route -> ((ObjectNode) route.at("/spec/rules/0/filters/0")).put("type", "Redirect")),
                new Mistake("podMetricsEndpoint", "PodMonitor crm-services", monitor -> monitor.withObject("/spec").putArray("podMetricsEndpoint")),
                new Mistake("an interval in words", "PodMonitor rabbitmq", monitor -> ((ObjectNode) monitor.at("/spec/podMetricsEndpoints/0")).put("interval", "often")),
                new Mistake("a rule without an expression", "PrometheusRule crm-alerts", rule -> ((ObjectNode) rule.at("/spec/groups/0/rules/0")).remove("expr")));
    }

    @Test
    void everythingIsTaken() throws Exception {
        List<ObjectNode> all = rendered();
        List<ObjectNode> ofOperators = all.stream().filter(Validators::isOfOperators).toList();
        List<ObjectNode> ofKubernetes = all.stream().filter(resource -> !Validators.isOfOperators(resource)).toList();
        System.out.printf("validators: %d resources of %d kinds by the definitions of operators, %d of %d kinds by two clients%n", ofOperators.size(), kinds(ofOperators).size(),
                ofKubernetes.size(), kinds(ofKubernetes).size());
        assertThat(ofOperators.stream().flatMap(resource -> Validators.operators(resource).stream())).isEmpty();
        assertThat(ofKubernetes.stream().flatMap(resource -> Validators.clientJava(resource).stream())).isEmpty();
        assertThat(Validators.kubernetesModels(ofKubernetes)).isEmpty();
        assertThat(kinds(ofOperators)).contains("Cluster", "RabbitmqCluster", "Keycloak", "KeycloakRealmImport", "ExternalSecret", "ScaledObject", "PodMonitor", "PrometheusRule",
                "Certificate", "Issuer", "Gateway", "HTTPRoute", "BackendTLSPolicy");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakesForOperators")
    void aMistakeInWhatIsForAnOperatorIsNoticed(Mistake mistake) throws Exception {
        assertThat(Validators.operators(mistake.wrong(rendered()))).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknownFields")
    void aFieldThatNobodyKnowsIsNoticed(Mistake mistake) throws Exception {
        assertThat(Validators.clientJava(mistake.wrong(rendered()))).isNotEmpty();
    }

    @Test
    void wrongTypesAndWhatIsMissingAreNoticed() throws Exception {
        List<ObjectNode> all = rendered();
        List<Mistake> mistakes = new ArrayList<>(wrongTypes());
        Map<Integer, String> noticed = Validators.kubernetesModels(mistakes.stream().map(mistake -> mistake.wrong(all)).toList());
        System.out.printf("validators: %d mistakes, for operators %d, unknown fields %d, types %d%n", mistakesForOperators().size() + unknownFields().size() + mistakes.size(),
                mistakesForOperators().size(), unknownFields().size(), mistakes.size());
        assertThat(mistakes.stream().filter(mistake -> !noticed.containsKey(mistakes.indexOf(mistake)))).isEmpty();
    }

    private static List<String> kinds(List<ObjectNode> resources) {
        return resources.stream().map(resource -> resource.path("kind").asText()).distinct().sorted().toList();
    }

    /** All overlays, and what the scripts beside them print. */
    private static List<ObjectNode> rendered() throws Exception {
        return Stream.of(Manifests.production().resources(), Manifests.local().resources(), Manifests.encrypted().resources(), Yaml.documents(ManifestsTest.output(Yaml.file("k8s/make-monitoring").toString())))
                .flatMap(List::stream).toList();
    }
}

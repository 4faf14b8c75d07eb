package crm.local.service;

import crm.local.Stores;
import crm.local.keycloak.Realm;
import crm.local.platform.Credentials;
import crm.local.platform.Home;
import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Settings;
import crm.local.rabbitmq.Topology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The five services and the gateway, each told where its things are. */
public final class Services {

    private static final List<String> STORES = List.of("postgresql", "rabbitmq");

    private final Settings settings;
    private final Stores stores;
    private final Home home;
    private final Ports ports;
    private final Credentials credentials;
    private final Jvm jvm;

    public Services(Settings settings, Stores stores) {
        this.settings = settings;
        this.stores = stores;
        this.home = new Home(settings.home());
        this.ports = settings.ports();
        this.credentials = home.credentials();
        this.jvm = new Jvm(settings.javaOptions());
    }

    public List<JavaService> parts() {
        List<JavaService> parts = new ArrayList<>();
        for (String name : Topology.SERVICES) {
            Port port = port(name);
            parts.add(new JavaService(name, port, jar("services/" + name), home, ports, jvm, service(name, port), STORES));
        }
        parts.add(new JavaService("gateway", Port.GATEWAY, jar("gateway"), home, ports, jvm, gateway(), STORES));
        return parts;
    }

    private Map<String, String> service(String name, Port port) {
        Map<String, String> environment = common(port);
        environment.put("CRM_DB_HOST", stores.postgres().host());
        environment.put("CRM_DB_PORT", Integer.toString(stores.postgres().port()));
        environment.put("CRM_DB_NAME", name);
        environment.put("CRM_DB_USER", name);
        environment.put("CRM_DB_PASSWORD", credentials.password("postgresql." + name));
        broker(environment, name);
        environment.put("CRM_OIDC_CLIENT_ID", "crm-services");
        environment.put("CRM_OIDC_CLIENT_SECRET", clientSecret("CRM_SERVICES_CLIENT_SECRET", "crm-services"));
        environment.put("CRM_PUBLIC_URL", stores.publicUrl());
        environment.put("CRM_SMTP_HOST", "127.0.0.1");
        environment.put("CRM_SMTP_PORT", Integer.toString(ports.of(Port.SMTP)));
        return environment;
    }

    private Map<String, String> gateway() {
        Map<String, String> environment = common(Port.GATEWAY);
        for (String name : Topology.SERVICES) {
            environment.put("CRM_" + name.toUpperCase(Locale.ROOT) + "_URL", "http://127.0.0.1:" + ports.of(port(name)));
        }
        broker(environment, Topology.GATEWAY);
        environment.put("CRM_KEYCLOAK_URL", stores.keycloak().url().replaceAll("/auth$", ""));
        environment.put("CRM_PUBLIC_URL", stores.publicUrl());
        environment.put("CRM_OIDC_CLIENT_ID", "crm-gateway");
        environment.put("CRM_OIDC_CLIENT_SECRET", clientSecret("CRM_GATEWAY_CLIENT_SECRET", "crm-gateway"));
        environment.put("CRM_SESSION_SECRET", credentials.password("session"));
        return environment;
    }

    private void broker(Map<String, String> environment, String user) {
        environment.put("CRM_RABBITMQ_HOST", stores.rabbitmq().host());
        environment.put("CRM_RABBITMQ_PORT", Integer.toString(stores.rabbitmq().port()));
        environment.put("CRM_RABBITMQ_USER", user);
        environment.put("CRM_RABBITMQ_PASSWORD", credentials.password("rabbitmq." + user));
        environment.put("CRM_RABBITMQ_VHOST", stores.rabbitmq().vhost());
    }

    private Map<String, String> common(Port port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CRM_HTTP_HOST", "127.0.0.1");
        environment.put("CRM_HTTP_PORT", Integer.toString(ports.of(port)));
        environment.put("CRM_OIDC_URL", stores.keycloak().realmUrl());
        return environment;
    }

    /** The local realm's known secret, unless somebody else's Keycloak is used with one of its own. */
    private static String clientSecret(String variable, String client) {
        String given = System.getenv(variable);
        return given == null || given.isBlank() ? Realm.secret(client) : given;
    }

    private Path jar(String module) {
        return settings.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private static Port port(String service) {
        return Port.valueOf(service.toUpperCase(Locale.ROOT));
    }
}

package crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import crm.local.platform.Home;
import crm.local.platform.Launcher;
import crm.local.platform.Part;
import crm.local.platform.PartStatus;
import crm.local.platform.Ports;
import crm.local.platform.Settings;
import crm.local.platform.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {

    @TempDir
    private Path folder;

    @Test
    void theyStartStopAndStartAgainWithTheirData() throws Exception {
        Settings settings = Settings.from(System.getenv()).at(folder.resolve("home"), Ports.free());
        try (Launcher launcher = launcher(settings)) {
            launcher.start();
            launcher.awaitReady();
            try (Connection connection = new Stores(settings).postgres().connect("leads")) {
                connection.createStatement().execute("create table kept as select 42 as answer");
            }
            assertThat(launcher.status()).extracting(PartStatus::state).containsOnly(State.READY).hasSize(4);
        }

        try (Launcher again = launcher(settings)) {
            again.start();
            again.awaitReady();
            try (Connection connection = new Stores(settings).postgres().connect("leads")) {
                var answer = connection.createStatement().executeQuery("select answer from kept");
                assertThat(answer.next()).isTrue();
                assertThat(answer.getInt(1)).isEqualTo(42);
            }
        }
        assertThat(settings.ports().taken(Arrays.asList(crm.local.platform.Port.values()))).isEmpty();
    }

    @Test
    void serversOfOthersAreAttachedAndNeverStarted() {
        Map<String, String> environment = new HashMap<>(Map.of("CRM_POSTGRES_URL", "postgresql://admin:pw@db.example",
                "CRM_RABBITMQ_URL", "amqp://admin:pw@mq.example/sales?management=http://mq.example:8000",
                "CRM_KEYCLOAK_URL", "http://login.example/auth/", "CRM_HOME", folder.toString()));

        Stores stores = new Stores(Settings.from(environment));

        assertThat(stores.parts()).extracting(Part::name).containsExactly("postgresql", "keycloak", "rabbitmq", "mail");
        assertThat(stores.parts().subList(0, 3)).allSatisfy(part -> assertThat(part.ports()).isEmpty());
        assertThat(stores.postgres().port()).isEqualTo(5432);
        assertThat(stores.rabbitmq().vhost()).isEqualTo("sales");
        assertThat(stores.rabbitmq().managementUrl()).hasToString("http://mq.example:8000");
        assertThat(stores.keycloak().realmUrl()).isEqualTo("http://login.example/auth/realms/crm");
    }

    private static Launcher launcher(Settings settings) {
        Stores stores = new Stores(settings);
        return new Launcher(new Home(settings.home()), settings.ports(), stores.parts(), Clock.systemUTC(), notice -> { });
    }
}

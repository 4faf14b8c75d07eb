package crm.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.local.Problem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void withoutAnythingSetTheGatewayIsAt8080AndTheDataInTheWorkTree() {
        Settings settings = Settings.from(Map.of("CRM_ROOT", folder.toString(), "HOME", folder.toString()));

        assertThat(settings.ports().of(Port.GATEWAY)).isEqualTo(8080);
        assertThat(settings.home()).isEqualTo(folder.resolve(".crm"));
        assertThat(settings.cache()).isEqualTo(folder.resolve(".cache/tessera-crm"));
        assertThat(settings.postgresUrl()).isEmpty();
        assertThat(settings.rabbitmqUrl()).isEmpty();
        assertThat(settings.keycloakUrl()).isEmpty();
        assertThat(settings.javaOptions()).isEmpty();
    }

    @Test
    void blankVariablesCountAsUnset() {
        Settings settings = Settings.from(Map.of("CRM_PORT", " ", "CRM_POSTGRES_URL", "", "HOME", folder.toString()));

        assertThat(settings.ports().first()).isEqualTo(8080);
        assertThat(settings.postgresUrl()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GATEWAY,9000", "LEADS,9001", "OPPORTUNITIES,9002", "CAMPAIGNS,9003", "CASES,9004", "GOVERNANCE,9005", "KEYCLOAK,9006",
        "POSTGRESQL,9007", "RABBITMQ,9008", "RABBITMQ_MANAGEMENT,9009", "SMTP,9010", "INBOX,9011", "EPMD,9012",
        "ERLANG_DISTRIBUTION,9013", "KEYCLOAK_MANAGEMENT,9014"})
    void allPortsFollowTheFirst(Port port, int expected) {
        assertThat(Settings.from(Map.of("CRM_PORT", "9000")).ports().of(port)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "80.5", "0", "-1", "65530", "99999999999"})
    void aPortThatCannotBeIsRefusedByName(String port) {
        assertThatThrownBy(() -> Settings.from(Map.of("CRM_PORT", port))).isInstanceOf(Problem.class).hasMessageContaining("CRM_PORT");
    }

    @Test
    void anotherServerTakesThePlaceOfAPart() {
        Settings settings = Settings.from(Map.of("CRM_POSTGRES_URL", "postgresql://me:secret@db.example:5433",
                "CRM_RABBITMQ_URL", "amqp://me:secret@mq.example/sales", "CRM_KEYCLOAK_URL", "https://login.example/auth"));

        assertThat(settings.postgresUrl()).contains(URI.create("postgresql://me:secret@db.example:5433"));
        assertThat(settings.rabbitmqUrl()).contains(URI.create("amqp://me:secret@mq.example/sales"));
        assertThat(settings.keycloakUrl()).contains(URI.create("https://login.example/auth"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://h/x", "me:secret@host", "postgresql:/secret", "post gres://me:secret@h"})
    void anAddressThatIsNoneIsRefusedWithoutRepeatingItsPassword(String url) {
        assertThatThrownBy(() -> Settings.from(Map.of("CRM_POSTGRES_URL", url))).isInstanceOf(Problem.class)
                .hasMessage("CRM_POSTGRES_URL must look like postgresql://user:password@host:5432.").hasNoCause();
    }

    @Test
    void anAccountWithoutAHomeDirectoryKeepsTheCacheBesideItsData() throws Exception {
        Path notADirectory = Files.createFile(folder.resolve("file"));

        Settings settings = Settings.from(Map.of("CRM_HOME", folder.resolve("data").toString(), "HOME", notADirectory.toString()));

        assertThat(settings.cache()).isEqualTo(folder.resolve("data/cache"));
    }
}

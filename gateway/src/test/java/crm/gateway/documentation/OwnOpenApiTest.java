package crm.gateway.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dcrm.openapi.write=true} to commit a new document deliberately. */
class OwnOpenApiTest {

    @Test
    void theDocumentOfTheGatewayIsTheOneThatIsCommitted() throws IOException {
        Path committed = Path.of("../contracts/openapi/gateway.json");
        if (Boolean.getBoolean("crm.openapi.write")) {
            Files.writeString(committed, OwnDocument.document().encodePrettily() + "\n");
        }
        assertThat(OwnDocument.document()).isEqualTo(new JsonObject(Files.readString(committed)));
    }
}

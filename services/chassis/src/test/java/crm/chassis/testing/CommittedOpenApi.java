package crm.chassis.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Holds the OpenAPI document that a service answers against the one that is committed. Run the test with
 * {@code -Dcrm.openapi.write=true} to commit a new one deliberately.
 */
public final class CommittedOpenApi {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private CommittedOpenApi() {}

    public static void isWhatTheServiceAnswers(String service) throws IOException {
        String answered = pretty(given().get("/q/openapi?format=json").then().statusCode(200).extract().asString());
        Path committed = root().resolve("contracts/openapi/" + service + ".json");
        if (Boolean.getBoolean("crm.openapi.write")) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, answered);
        }
        assertThat(committed).exists();
        assertThat(answered).isEqualTo(Files.readString(committed));
    }

    private static String pretty(String json) throws IOException {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        return JSON.writer(printer).writeValueAsString(JSON.readValue(json, TreeMap.class)) + "\n";
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("contracts"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}

package crm.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.chassis.problem.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1,\"a\":2}", "{} {}", "nul", "{'a':1}", "[1,]", "{\"a\":NaN}"})
    void whatIsNotJsonIsMalformed(String body) {
        assertThatThrownBy(() -> Bodies.json(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @Test
    void depthIsBounded() {
        assertThatThrownBy(() -> Bodies.json("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        assertThatThrownBy(() -> Bodies.json("{\"name\":\"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.getMessage()).contains("UTF-8"));
    }

    @Test
    void aBodyOverOneMegabyteIsTooLarge() {
        assertThatThrownBy(() -> Bodies.json(("\"" + "x".repeat(Bodies.MAX_BYTES) + "\"").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status()).isEqualTo(413));
    }
}

package crm.e2e.door;

import static org.assertj.core.api.Assertions.assertThat;

import crm.e2e.platform.Answer;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client that does not know whether its request arrived sends it again. */
@WithPlatform
class RepeatedRequestTest {

    private final Platform platform;

    RepeatedRequestTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void fiftyRequestsAtOnceWithOneKeyMakeOneRecordAndGetFiftyEqualAnswers() {
        Api api = platform.as("sales-rep");
        String key = UUID.randomUUID().toString();
        String externalId = "fifty-" + key;
        Map<String, String> lead = Map.of("lastName", "Fifty " + key, "externalId", externalId);

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 50)
                .mapToObj(i -> api.postLater("/leads", lead, "Idempotency-Key", key)).toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(Answer::text).distinct()).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.header("Location")).distinct())
                .containsExactly("/api/v1/leads/" + answers.get(0).id());
        assertThat(answers.stream().map(answer -> answer.header("ETag")).distinct()).containsExactly("\"1\"");
        assertThat(api.count("leads", "externalId==" + externalId)).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        Api api = platform.as("sales-rep");
        String key = UUID.randomUUID().toString();
        api.post("/leads", Map.of("lastName", "First " + key), "Idempotency-Key", key).expect(201);

        Answer other = api.post("/leads", Map.of("lastName", "Second " + key), "Idempotency-Key", key).expect(422);

        assertThat(other.json().path("type").asText()).isEqualTo("urn:crm:problem:idempotency-key-reused");
    }
}

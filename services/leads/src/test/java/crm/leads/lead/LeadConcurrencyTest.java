package crm.leads.lead;

import static crm.chassis.testing.Callers.as;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.stored;
import static org.assertj.core.api.Assertions.assertThat;

import crm.leads.testing.LeadsParts;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@LeadsParts
class LeadConcurrencyTest {

    @Test
    void fiftyRequestsWithOneKeyMakeOneLeadAndGetEqualAnswers() {
        String key = UUID.randomUUID().toString();
        String body = "{\"lastName\":\"Once\",\"email\":\"" + key + "@example.org\",\"externalId\":\"" + key + "\"}";

        List<Response> answers = atOnce(50, i -> as("sales-rep").header("Idempotency-Key", key).body(body).post(LEADS));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.asString()).isEqualTo(answers.get(0).asString());
            assertThat(answer.header("Location")).isEqualTo(answers.get(0).header("Location"));
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        });
        assertThat(as("sales-rep").queryParam("filter", "externalId==" + key).queryParam("count", true).get(LEADS).jsonPath().getInt("total"))
                .isEqualTo(1);
    }

    @Test
    void ofTwentyWhoChangeOneVersionOneSucceedsAndTheOthersGetTheLeadAsItIsNow() {
        UUID lead = stored("sales-rep", "sales-central", "NEW");

        List<Response> answers = atOnce(20, i -> as("sales-rep").header("If-Match", "\"1\"").body("{\"description\":\"change " + i + "\"}")
                .patch(LEADS + "/" + lead));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 412).hasSize(19)
                .allSatisfy(answer -> assertThat(answer.jsonPath().getInt("current.version")).isEqualTo(2));
    }

    @Test
    void ofTwentyWhoTakeALeadOneGetsIt() {
        UUID lead = stored(null, null, "NEW");

        List<Response> answers = atOnce(20, i -> as(i % 2 == 0 ? "sales-rep" : "sales-rep-2")
                .body("{\"owner\":\"" + (i % 2 == 0 ? "sales-rep" : "sales-rep-2") + "\"}").post(LEADS + "/" + lead + "/assignment"));

        String owner = as("crm-admin").get(LEADS + "/" + lead).jsonPath().getString("owner");
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(10)
                .allSatisfy(answer -> assertThat(answer.jsonPath().getString("owner")).isEqualTo(owner));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 404).hasSize(10);
    }

    private static List<Response> atOnce(int times, IntFunction<Response> call) {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<CompletableFuture<Response>> calls = IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), threads)).toList();
            return calls.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }
}

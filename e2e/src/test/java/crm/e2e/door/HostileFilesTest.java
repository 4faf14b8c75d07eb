package crm.e2e.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Answer;
import crm.e2e.platform.Api;
import crm.e2e.platform.ImportJob;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Files as people really have them, and as nobody should: each row becomes a record or a row of the error file. */
@WithPlatform
class HostileFilesTest {

    private final Api api;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    HostileFilesTest(Platform platform) {
        this.api = platform.as("marketing-manager");
    }

    @Test
    void aByteOrderMarkSemicolonsAndWindowsLineEnds() {
        JsonNode job = run("\uFEFFexternalId;lastName;company\r\n" + mark + "-b1;Müller;\"Bau; Holz\"\r\n"
                + mark + "-b2;Dupont;Pain\r\n");
        assertThat(job.path("created").asInt()).as(job.toString()).isEqualTo(2);
        assertThat(lead("b1").path("company").asText()).isEqualTo("Bau; Holz");
        assertThat(lead("b1").path("lastName").asText()).isEqualTo("Müller");
    }

    @Test
    void quotesThatSpanLinesAndThatAreDoubled() {
        JsonNode job = run("externalId,lastName,description\n" + mark + "-q1,\"O\"\"Neill\",\"first\nsecond, third\"\n");
        assertThat(job.path("created").asInt()).as(job.toString()).isEqualTo(1);
        assertThat(lead("q1").path("lastName").asText()).isEqualTo("O\"Neill");
        assertThat(lead("q1").path("description").asText()).isEqualTo("first\nsecond, third");
    }

    @Test
    void latin1ThatSaysSo() {
        byte[] file = ("externalId,lastName\n" + mark + "-l1,Müßig\n").getBytes(StandardCharsets.ISO_8859_1);
        Answer accepted = upload(file, "text/csv; charset=ISO-8859-1").expect(202);
        follow(accepted);
        assertThat(lead("l1").path("lastName").asText()).isEqualTo("Müßig");
    }

    @Test
    void latin1ThatDoesNotSaySo() {
        Answer answer = upload(("externalId,lastName\n" + mark + "-l2,Müßig\n").getBytes(Charset.forName("windows-1252")), "text/csv");
        if (answer.status() == 202) {
            JsonNode job = follow(answer);
            assertThat(job.path("created").asInt() + job.path("failed").asInt()).as(job.toString()).isEqualTo(1);
        } else {
            assertThat(answer.status()).as(answer.text()).isIn(400, 415);
        }
    }

    @Test
    void goodAndBadRowsSideBySide() {
        JsonNode job = run("externalId,lastName,email,numberOfEmployees,status\n"
                + mark + "-m1,Good,good-" + mark + "@example.com,12,NEW\n"
                + mark + "-m2,Bad address,nonsense,12,NEW\n"
                + mark + "-m3,Bad number,,twelve,NEW\n"
                + mark + "-m4,Bad status,,12,SOLD\n"
                + mark + "-m5,Too few\n"
                + mark + "-m6,Too many,,12,NEW,more,and more\n"
                + mark + "-m7," + "x".repeat(10_000) + ",,12,NEW\n"
                + mark + "-m8,=cmd|' /C calc'!A0,,12,NEW\n"
                + mark + "-m9,مرحبا 😀,,12,NEW\n");
        assertThat(job.path("rows").asInt()).isEqualTo(9);
        assertThat(accountedFor(job)).as(job.toString()).isTrue();
        List<String> errors = ImportJob.errorLines(api, job);
        assertThat(errors).as(job.toString()).hasSize(job.path("failed").asInt());
        assertThat(errors).anyMatch(line -> line.contains(mark + "-m2")).anyMatch(line -> line.contains(mark + "-m3"))
                .anyMatch(line -> line.contains(mark + "-m4")).anyMatch(line -> line.contains(mark + "-m7"));
        assertThat(lead("m1").path("lastName").asText()).isEqualTo("Good");
        assertThat(lead("m9").path("lastName").asText()).isEqualTo("مرحبا 😀");
        assertThat(api.count("leads", "externalId==" + mark + "-m*")).isEqualTo(job.path("created").asLong());
    }

    @Test
    void filesThatAreNone() {
        String picture = "\u0089PNG\r\n\u001A\n\0\0\0\r";
        for (String file : List.of("", "\n\n\n", "colour,smell\nred,sweet\n", picture, "{\"lastName\":\"JSON\"}")) {
            Answer answer = upload(file.getBytes(StandardCharsets.ISO_8859_1), "text/csv");
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void aQuoteThatIsNeverClosed() {
        String file = "externalId,lastName\n" + mark + "-o1,\"open\n" + mark + "-o2,Lost?\n";
        Answer answer = upload(file.getBytes(StandardCharsets.UTF_8), "text/csv");
        if (answer.status() == 202) {
            JsonNode job = follow(answer);
            assertThat(accountedFor(job) && job.path("failed").asInt() > 0).as(job.toString()).isTrue();
        } else {
            answer.expect(400);
        }
    }

    @Test
    void mappingsThatDoNotFit() {
        byte[] file = "name\nx\n".getBytes(StandardCharsets.UTF_8);
        for (String mapping : List.of("{", "[]", "\"name\"", "{\"name\":\"unheardOf\"}", "{\"other\":\"lastName\"}",
                "{\"name\":{\"field\":\"lastName\",\"spell\":1}}", "{\"name\":{\"field\":\"campaignId\",\"lookup\":\"name\"}}",
                "{\"name\":{\"field\":\"annualRevenue\",\"format\":\"nonsense\"}}", "{\"name\":[\"lastName\",\"lastName\"]}")) {
            Answer answer = api.send("POST", "/leads/imports?mapping=" + Api.encoded(mapping), file, "text/csv");
            assertThat(answer.status()).as(mapping + " -> " + answer.text()).isEqualTo(400);
        }
    }

    private JsonNode run(String file) {
        return follow(upload(file.getBytes(StandardCharsets.UTF_8), "text/csv; charset=UTF-8").expect(202));
    }

    private Answer upload(byte[] file, String type) {
        return api.send("POST", "/leads/imports", file, type);
    }

    private JsonNode follow(Answer accepted) {
        JsonNode job = ImportJob.of(api, accepted).toTheEnd();
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("COMPLETED");
        return job;
    }

    private JsonNode lead(String name) {
        return api.get("/leads?filter=externalId==" + mark + "-" + name).expect(200).json().path("items").path(0);
    }

    private static boolean accountedFor(JsonNode job) {
        return ImportJob.accountedFor(job) == job.path("rows").asLong();
    }
}

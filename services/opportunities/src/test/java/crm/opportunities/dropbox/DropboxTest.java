package crm.opportunities.dropbox;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.json;
import static crm.opportunities.Given.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.directory.Directory;
import crm.chassis.testing.Callers;
import crm.opportunities.Given;
import crm.opportunities.OpportunitiesParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class DropboxTest {

    private static final String REP = "sales-rep@tessera.example";
    private static final String BOX = "dropbox@localhost";

    @Inject
    Dropbox dropbox;

    @Inject
    Directory directory;

    private final String address = UUID.randomUUID() + "@client.example";
    private final String subject = unique("Offer");
    private String account;
    private String contact;

    @BeforeEach
    void somebodyIsKnown() {
        await().atMost(Duration.ofSeconds(20)).until(() -> "sales-rep".equals(directory.personOf(REP)));
        account = Given.account("sales-rep", unique("Client")).path("id").asText();
        contact = created("sales-rep", "contacts", "{\"lastName\":\"Ito\",\"accountId\":\"" + account + "\",\"emails\":[\"" + address + "\"]}").path("id").asText();
    }

    @Test
    void aMailIsFiledToContactAccountAndTheOpenOpportunityWithItsAttachments() throws Exception {
        String opportunity = created("sales-rep", "opportunities", "{\"name\":\"" + unique("Deal") + "\",\"accountId\":\"" + account + "\"}").path("id").asText();
        byte[] file = {0, 1, 2, (byte) 0xff};
        MimeMessage mail = mail(REP, address + ", " + BOX, "Here it is");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Here it is");
        MimeBodyPart attached = new MimeBodyPart();
        attached.setFileName("Angebot für Ito.pdf");
        attached.setContent(file, "application/octet-stream");
        mail.setContent(new MimeMultipart(text, attached));
        mail.setSentDate(Date.from(Instant.parse("2026-11-20T09:00:00Z")));

        send(REP, mail);

        JsonNode activity = filed(1).get(0);
        assertThat(activity.path("type").asText()).isEqualTo("EMAIL");
        assertThat(activity.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(activity.path("direction").asText()).isEqualTo("OUTBOUND");
        assertThat(activity.path("owner").asText()).isEqualTo("sales-rep");
        assertThat(activity.path("team").asText()).isEqualTo("sales-central");
        assertThat(activity.path("description").asText()).isEqualTo("Here it is");
        assertThat(activity.path("completedAt").asText()).isEqualTo("2026-11-20T09:00:00Z");
        assertThat(activity.path("relatedTo").findValuesAsText("id")).containsExactly(contact, account, opportunity);
        String files = "/api/v1/activities/" + activity.path("id").asText() + "/attachments";
        JsonNode listed = json(Callers.as("sales-rep").get(files)).at("/items/0");
        assertThat(listed.path("name").asText()).isEqualTo("Angebot für Ito.pdf");
        assertThat(listed.path("bytes").asInt()).isEqualTo(4);
        Response read = Callers.as("sales-rep").accept("*/*").get(files + "/" + listed.path("id").asText());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.asByteArray()).isEqualTo(file);
        assertThat(read.header("Content-Disposition")).isEqualTo("attachment; filename*=UTF-8''Angebot%20f%C3%BCr%20Ito.pdf");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        JsonNode entry = ledger("sales-rep", subject).get(0);
        assertThat(entry.path("outcome").asText()).isEqualTo("FILED");
        assertThat(entry.path("reason").asText()).isEqualTo("Filed to 3 records.");
        assertThat(entry.path("activityId")).isEqualTo(activity.path("id"));
    }

    @Test
    void theSameMailAgainIsADuplicateAlsoAtTheSameTime() throws Exception {
        MimeMessage mail = mail(REP, address, "Once");
        mail.saveChanges();

        List.of(1, 2, 3, 4).parallelStream().forEach(i -> {
            try {
                send(REP, mail);
            } catch (MessagingException failure) {
                throw new IllegalStateException(failure);
            }
        });

        assertThat(filed(1)).hasSize(1);
        assertThat(ledger("sales-rep", subject).stream().map(entry -> entry.path("outcome").asText()).sorted().toList())
                .containsExactly("DUPLICATE", "DUPLICATE", "DUPLICATE", "FILED");
    }

    @Test
    void aMailThatLeadsNowhereIsNotFiledAndTheLedgerSaysWhy() throws Exception {
        send(REP, mail(REP, "nobody-" + UUID.randomUUID() + "@elsewhere.example", "Hello"));
        send(REP, mail(REP, "marketer@tessera.example, " + BOX, "Among us"));

        List<JsonNode> entries = ledger("sales-rep", subject);
        assertThat(entries.stream().map(entry -> entry.path("outcome").asText()).toList()).containsExactly("NOT_FILED", "NOT_FILED");
        assertThat(entries.get(1).path("reason").asText()).isEqualTo("None of its addresses is that of a contact or at the domain of one account.");
        assertThat(filed(0)).isEmpty();
    }

    @Test
    void whatLedNowhereIsFiledWhenItComesAgainAndSomebodyIsKnown() throws Exception {
        String later = "later-" + UUID.randomUUID() + "@elsewhere.example";
        MimeMessage mail = mail(REP, later, "Hello");
        send(REP, mail);
        created("sales-rep", "contacts", "{\"lastName\":\"Late\",\"emails\":[\"" + later + "\"]}");

        send(REP, mail);

        assertThat(filed(1)).hasSize(1);
        assertThat(ledger("sales-rep", subject).stream().map(entry -> entry.path("outcome").asText()).toList()).containsExactly("FILED", "NOT_FILED");
    }

    @Test
    void whatIsHandedOnIsInboundAndAnAccountIsKnownByItsDomain() throws Exception {
        String domain = UUID.randomUUID() + ".example";
        String byDomain = created("sales-rep", "accounts", "{\"name\":\"" + unique("Domain") + "\",\"domain\":\"" + domain + "\"}").path("id").asText();

        send(REP, mail(REP, BOX, "See below\n\nFrom: Bob <bob@" + domain + ">\nTo: me\n\nHi"));

        JsonNode activity = filed(1).get(0);
        assertThat(activity.path("direction").asText()).isEqualTo("INBOUND");
        assertThat(activity.path("relatedTo").findValuesAsText("id")).containsExactly(byDomain);
    }

    @Test
    void ofSeveralOpenOpportunitiesNoneIsGuessed() throws Exception {
        for (int i = 0; i < 2; i++) {
            created("sales-rep", "opportunities", "{\"name\":\"" + unique("Deal") + "\",\"accountId\":\"" + account + "\"}");
        }

        send(REP, mail(REP, address, "Which?"));

        assertThat(filed(1).get(0).path("relatedTo").findValuesAsText("id")).containsExactly(contact, account);
        assertThat(ledger("sales-rep", subject).get(0).path("reason").asText()).contains("There are 2 open opportunities");
    }

    @Test
    void onlyPeopleOfTheCompanySendOnlyToTheDropboxAndOnlyAsThemselves() throws Exception {
        String stranger = UUID.randomUUID() + "@evil.example";
        assertThatThrownBy(() -> send(stranger, mail(stranger, address, "Spam"))).isInstanceOf(MessagingException.class).hasMessageContaining("Nobody of the company");
        assertThatThrownBy(() -> send("executive@tessera.example", mail("executive@tessera.example", address, "No"))).hasMessageContaining("write no activities down");
        assertThatThrownBy(() -> send(REP, mail("sales-manager@tessera.example", address, "Forged"))).hasMessageContaining("From has to be");
        assertThatThrownBy(() -> sendTo("root@localhost", REP, mail(REP, address, "Elsewhere"))).isInstanceOf(SendFailedException.class);

        assertThat(filed(0)).isEmpty();
        assertThat(json(Callers.as("crm-admin").get("/api/v1/activities/mails")).path("items").findValuesAsText("sender")).contains(stranger);
    }

    @Test
    void aMailThatIsTooLargeIsRefused() throws Exception {
        assertThatThrownBy(() -> send(REP, mail(REP, address, "x".repeat(70).concat("\n").repeat(3_000)))).isInstanceOf(MessagingException.class);

        assertThat(filed(0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sales-rep,200,200", "sales-manager,200,200", "sales-rep-2,404,404", "marketer,404,404", "success-manager,200,200", "crm-admin,200,200", "compliance-officer,200,200"})
    void whoSeesTheActivitySeesItsAttachments(String login, int lists, int reads) throws Exception {
        Given.theTeamsAreKnown();
        MimeMessage mail = mail(REP, address, "x");
        MimeBodyPart attached = new MimeBodyPart();
        attached.setFileName("a.html");
        attached.setContent("<script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8), "application/octet-stream");
        mail.setContent(new MimeMultipart(attached));
        send(REP, mail);
        String files = "/api/v1/activities/" + filed(1).get(0).path("id").asText() + "/attachments";
        String file = files + "/" + json(Callers.as("sales-rep").get(files)).at("/items/0/id").asText();

        assertThat(Callers.as(login).get(files).statusCode()).isEqualTo(lists);
        Response answer = Callers.as(login).accept("*/*").get(file);
        assertThat(answer.statusCode()).isEqualTo(reads);
        assertThat(answer.contentType()).doesNotContain("html");
        assertThat(Callers.as("sales-rep").accept("*/*").get(files + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(Callers.anonymous().get(files).statusCode()).isEqualTo(401);
        assertThat(Callers.anonymous().get("/api/v1/activities/mails").statusCode()).isEqualTo(401);
        boolean all = List.of("sales-rep", "crm-admin", "compliance-officer").contains(login);
        assertThat(ledger(login, subject)).hasSize(all ? 1 : 0);
    }

    private MimeMessage mail(String from, String to, String text) throws MessagingException {
        MimeMessage mail = new MimeMessage(session());
        mail.setFrom(new InternetAddress(from));
        mail.setRecipients(Message.RecipientType.TO, to);
        mail.setSubject(subject);
        mail.setText(text);
        return mail;
    }

    private Session session() {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(dropbox.port()));
        settings.put("mail.smtp.timeout", "20000");
        return Session.getInstance(settings);
    }

    private void send(String sender, MimeMessage mail) throws MessagingException {
        sendTo(BOX, sender, mail);
    }

    private void sendTo(String box, String sender, MimeMessage mail) throws MessagingException {
        Properties settings = session().getProperties();
        settings.put("mail.smtp.from", sender);
        if (mail.getMessageID() == null) {
            mail.saveChanges();
        }
        try (Transport transport = Session.getInstance(settings).getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(mail, new InternetAddress[] {new InternetAddress(box)});
        }
    }

    private List<JsonNode> filed(int number) {
        JsonNode items = json(Callers.as("crm-admin").queryParam("filter", "subject=='" + subject + "'").get("/api/v1/activities")).path("items");
        assertThat(items).hasSize(number);
        return java.util.stream.StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static List<JsonNode> ledger(String login, String subject) {
        return java.util.stream.StreamSupport.stream(json(Callers.as(login).get("/api/v1/activities/mails")).path("items").spliterator(), false)
                .filter(entry -> entry.path("subject").asText().equals(subject)).toList();
    }
}

package crm.opportunities.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadMailTest {

    private static final String HEAD = "From: \"Rep, Ann\" <Rep@Tessera.example>\r\nTo: Bob <bob@acme.example>, dropbox@localhost\r\nCc: eve@acme.example\r\n"
            + "Date: Wed, 25 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@x>\r\n";

    @Test
    void aPlainMailIsReadWithItsAddressesAndItsTime() throws Exception {
        IncomingMail mail = read(HEAD + "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n\r\nGr\u00fc\u00dfe\r\n", true);

        assertThat(mail.key()).isEqualTo("<1@x>");
        assertThat(mail.from()).isEqualTo("rep@tessera.example");
        assertThat(mail.addresses()).containsExactly("bob@acme.example", "dropbox@localhost", "eve@acme.example");
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.text()).isEqualTo("Grüße");
        assertThat(mail.sentAt()).isEqualTo(Instant.parse("2026-11-25T09:00:00Z"));
        assertThat(mail.attachments()).isEmpty();
    }

    @Test
    void ofTextAndMarkupTheTextIsTakenAndFilesAreKept() throws Exception {
        IncomingMail mail = read(HEAD + "Subject: Quote\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/html\r\n\r\n<p>Markup</p>\r\n--b\r\nContent-Type: text/plain\r\n\r\nText\r\n--b--\r\n"
                + "--a\r\nContent-Type: Application/PDF; name=\"../../etc/quote.pdf\"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--a--\r\n", false);

        assertThat(mail.text()).isEqualTo("Text");
        assertThat(mail.attachments()).hasSize(1);
        assertThat(mail.attachments().get(0).name()).isEqualTo("quote.pdf");
        assertThat(mail.attachments().get(0).type()).isEqualTo("application/pdf");
        assertThat(mail.attachments().get(0).content()).isEqualTo("%PDF".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void markupAloneIsReadAsText() throws Exception {
        IncomingMail mail = read(HEAD + "Content-Type: text/html\r\n\r\n<html><head><style>p{}</style></head><body><script>alert(1)</script><p>Hello&nbsp;<b>Bob</b></p>a &lt; b</body></html>\r\n", false);

        assertThat(mail.subject()).isEqualTo("(no subject)");
        assertThat(mail.text()).isEqualTo("Hello Bob\na < b");
    }

    @Test
    void aMailThatIsHandedOnNamesWhoSentIt() throws Exception {
        assertThat(read(HEAD + "\r\nSee below\r\n\r\n---- Forwarded ----\r\nFrom: Bob Stone <Bob.Stone@Acme.example>\r\nTo: me\r\n\r\nHi\r\n", false).forwardedFrom())
                .isEqualTo("bob.stone@acme.example");
        assertThat(read(HEAD + "\r\nNothing From: here\r\n", false).forwardedFrom()).isNull();
    }

    @Test
    void oneWithoutAnIdIsKnownByItsBytes() throws Exception {
        String plain = "From: a@b.example\r\n\r\nHi\r\n";
        assertThat(read(plain, false).key()).startsWith("sha256:").isEqualTo(read(plain, false).key()).isNotEqualTo(read(plain + "!", false).key());
    }

    @Test
    @Timeout(20)
    void whateverComesHasBounds() throws Exception {
        StringBuilder deep = new StringBuilder(HEAD);
        for (int i = 0; i < 200; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
        }
        assertThat(read(deep.toString(), false).leftOut()).isPositive();
        StringBuilder many = new StringBuilder(HEAD + "Content-Type: multipart/mixed; boundary=a\r\n\r\n");
        for (int i = 0; i < 300; i++) {
            many.append("--a\r\nContent-Disposition: attachment; filename=f").append(i).append("\r\n\r\nx\r\n");
        }
        IncomingMail files = read(many + "--a--\r\n", false);
        assertThat(files.attachments()).hasSize(20);
        assertThat(files.leftOut()).isPositive();
        assertThat(read(HEAD + "\r\n" + "x".repeat(100_000), false).text()).hasSize(ReadMail.LONGEST_TEXT);
        assertThat(read("To: " + "a@b.example, ".repeat(5_000) + "z@b.example\r\n\r\n", false).addresses().size()).isLessThanOrEqualTo(100);
        for (String odd : new String[] {"<", "<a", "<script>", "<!--", "< >", " ", "\n", "&lt;"}) {
            assertThat(read(HEAD + "Content-Type: text/html\r\n\r\n" + odd.repeat(100_000), false).key()).isEqualTo("<1@x>");
        }
        assertThat(read(HEAD + "Content-Type: text/html\r\n\r\n" + "<script>".repeat(5_000), false).attachments()).isEmpty();
    }

    @Test
    @Timeout(30)
    void noiseIsNoMailAndNothingWorse() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            try {
                assertThat(ReadMail.of(noise).from()).isNull();
            } catch (jakarta.mail.MessagingException | java.io.IOException expected) {
                assertThat(expected).isNotNull();
            }
        }
    }

    private static IncomingMail read(String mail, boolean latin) throws Exception {
        return ReadMail.of(mail.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
    }
}

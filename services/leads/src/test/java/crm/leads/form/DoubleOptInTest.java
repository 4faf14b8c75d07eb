package crm.leads.form;

import static crm.chassis.testing.Callers.as;
import static crm.leads.form.TestForms.body;
import static crm.leads.form.TestForms.form;
import static crm.leads.form.TestForms.post;
import static crm.leads.form.TestForms.token;
import static crm.leads.testing.TestLeads.LEADS;
import static crm.leads.testing.TestLeads.atOnce;
import static crm.leads.testing.TestLeads.look;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import crm.leads.testing.LeadsParts;
import io.quarkus.mailer.MockMailbox;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@LeadsParts
class DoubleOptInTest {

    @Inject
    MockMailbox mailbox;

    @Inject
    ConfirmationMails mails;

    @Inject
    Clock clock;

    private final String email = UUID.randomUUID() + "@example.org";
    private final String address = TestForms.address();

    @Test
    void doubleOptInMakesALeadWhenTheLinkIsFollowedOnce() {
        mailbox.clear();
        String key = form("\"minSeconds\":0,\"doubleOptIn\":true,\"title\":\"News\"");
        send(key, "\"values\":{\"surname\":\"Opt\",\"mail\":\"" + email + "\"},\"utm\":{\"medium\":\"mail\"}").then().statusCode(202).body("waitsForConfirmation", equalTo(true));
        lead().body("items", hasSize(0));

        atOnce(4, i -> look(() -> mails.lookAt(clock.instant())));

        assertThat(mailbox.getMailsSentTo(email)).hasSize(1);
        String text = mailbox.getMailsSentTo(email).get(0).getText();
        Matcher link = Pattern.compile("https://crm\\.acme\\.example(/api/v1/public/\\S+)").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        given().get(link.group(1)).then().statusCode(200).body(containsString("Confirm"));
        lead().body("items", hasSize(0));
        given().post(link.group(1) + "x").then().statusCode(410);

        List<Integer> answers = atOnce(4, i -> given().post(link.group(1)).statusCode());

        assertThat(answers.stream().sorted().toList()).containsExactly(200, 410, 410, 410);
        lead().body("items", hasSize(1)).body("items[0].emailStatus", equalTo("VERIFIED")).body("items[0].utm.medium", equalTo("mail")).body("items[0].version", equalTo(1));
        given().post(link.group(1)).then().statusCode(410);
    }

    @Test
    void anAddressIsNotPesteredByWhatOthersTypeIn() {
        mailbox.clear();
        String key = form("\"minSeconds\":0,\"doubleOptIn\":true");
        for (int i = 0; i < 5; i++) {
            send(key, "\"values\":{\"surname\":\"Pest\",\"mail\":\"" + email + "\"}").then().statusCode(202);
        }

        look(() -> mails.lookAt(clock.instant()));
        atOnce(3, i -> look(() -> mails.lookAt(clock.instant())));

        assertThat(mailbox.getMailsSentTo(email)).hasSize(3);
    }

    private ValidatableResponse lead() {
        return as("crm-admin").queryParam("filter", "email==" + email).get(LEADS).then().statusCode(200);
    }

    private Response send(String key, String members) {
        return post(key, address, body(token(key), members));
    }
}

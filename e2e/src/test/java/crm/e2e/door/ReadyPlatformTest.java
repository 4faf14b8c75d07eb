package crm.e2e.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.e2e.platform.Browser;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody finds who has just started the platform. */
@WithPlatform
class ReadyPlatformTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Platform platform;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    ReadyPlatformTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void whoIsSentToTheLoginByAPageOfTheFrontEndComesBackToIt() throws Exception {
        Browser browser = new Browser(platform.gateway());
        HttpResponse<String> page = browser.logIn("/accounts/019aa000-0000-7000-8000-00000000ffff", "sales-rep");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/accounts/019aa000-0000-7000-8000-00000000ffff");
        assertThat(page.body()).contains("<div id=\"root\">");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(page.body());
        assertThat(script.find()).as(page.body()).isTrue();
        assertThat(ask("GET", script.group(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void aPageShowsWhoIsLoggedInAndThatFiveServicesRun() throws Exception {
        HttpResponse<String> page = new Browser(platform.gateway()).logIn("/status", "sales-rep");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("sales-rep", "sales-central");
        assertThat(page.body().split(">running<", -1)).as(page.body()).hasSize(6);
    }

    @Test
    void thePageWithTheDocumentsOfTheApiIsOpenToAll() throws Exception {
        HttpResponse<String> page = ask("GET", "/api/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    }

    @Test
    void everyPathOfTheMergedDocumentLeadsToAService() throws Exception {
        JsonNode paths = json.readTree(ask("GET", "/api/openapi").body()).path("paths");
        assertThat(paths.fieldNames()).toIterable().contains("/api/v1/leads", "/api/v1/leads/{id}/conversion", "/api/v1/accounts",
                "/api/v1/contacts", "/api/v1/opportunities/{id}/stage", "/api/v1/products", "/api/v1/imports/{id}", "/api/v1/me");

        // The gateway looks for the owner of a path before it asks who is there: 401 says that the path exists, 404 that it does not.
        assertThat(ask("GET", "/api/v1/unheard-of").statusCode()).isEqualTo(404);
        List<String> nowhere = new ArrayList<>();
        for (var path : paths.properties()) {
            for (String method : (Iterable<String>) path.getValue()::fieldNames) {
                String concrete = path.getKey().replaceAll("\\{[^}]+}", "019aa000-0000-7000-8000-00000000ffff");
                if (concrete.startsWith("/api/v1/") && METHODS.contains(method)) {
                    HttpResponse<String> answer = ask(method.toUpperCase(Locale.ROOT), concrete);
                    if (!exists(concrete, answer)) {
                        nowhere.add(method + " " + path.getKey() + " -> " + answer.statusCode());
                    }
                }
            }
        }
        assertThat(nowhere).isEmpty();
    }

    /** What is public asks nobody who they are: there the service answers about a form, survey or calendar that it does not know. */
    private static boolean exists(String path, HttpResponse<String> answer) {
        int status = answer.statusCode();
        return path.startsWith("/api/v1/public/") || path.equals("/api/v1/activities/calendar.ics")
                ? status < 500 && status != 401 && status != 405 && !answer.body().contains("There is nothing at this address.")
                : status == 401;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales-rep", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager",
            "success-manager", "data-steward", "compliance-officer", "executive", "crm-admin", "integration"})
    void everyRoleIsToldWhoItIs(String role) {
        JsonNode me = platform.as(role).get("/me").expect(200).json();

        assertThat(me.path("roles")).as(me.toString()).hasSize(1);
        assertThat(me.path("roles").get(0).asText()).isEqualTo(role);
        if (!role.equals("integration")) {
            assertThat(me.path("login").asText()).isEqualTo(role);
            assertThat(me.path("groups").get(0).asText()).startsWith("/company");
        }
    }

    @Test
    void theSecondRepWorksInAnotherTeam() {
        assertThat(platform.as("sales-rep").get("/me").json().path("team").asText()).isEqualTo("sales-central");
        assertThat(platform.as("sales-rep-2").get("/me").json().path("team").asText()).isEqualTo("sales-east");
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(platform.gateway() + path))
                .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());
    }
}

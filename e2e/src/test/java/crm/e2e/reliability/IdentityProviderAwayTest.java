package crm.e2e.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Answer;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import crm.local.testing.RefusedTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is known goes on working while nobody can log in, nobody else gets in meanwhile, and keys may change while people work. */
@WithPlatform
class IdentityProviderAwayTest {

    private static final int REQUESTS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Exists in every service; a good token gets the answer that there is no such import. */
    private static final String EVERYWHERE = "/imports/019aa000-0000-7000-8000-00000000ffff";

    private final Platform platform;
    private final Map<String, URI> doors = new LinkedHashMap<>();

    IdentityProviderAwayTest(Platform platform) {
        this.platform = platform;
        doors.put("gateway", platform.gateway());
        for (String service : List.of("leads", "opportunities", "campaigns", "cases", "governance")) {
            doors.put(service, platform.service(service));
        }
    }

    @Test
    void knownTokensGoOnNewLoginsFailCleanlyAndEverythingComesBack() throws Exception {
        String known = platform.tokens().ofUser("crm-cli", "crm-admin", "crm");
        Map<String, String> forged = RefusedTokens.of(platform.tokens());
        // a service that has not met the identity provider since its start knows no token
        doors.forEach((door, address) -> await("the token at " + door).atMost(PATIENCE).until(() -> platform.with(known, address).get(EVERYWHERE).status() == 404));
        int answered = 0;
        int failed = 0;
        int intruders = 0;
        platform.stop("keycloak");
        try {
            for (int i = 0; i < REQUESTS; i++) {
                for (URI door : doors.values()) {
                    int status = platform.with(known, door).get(EVERYWHERE).status();
                    answered += status == 404 ? 1 : 0;
                    failed += status == 404 ? 0 : 1;
                }
            }
            // The control: that known tokens are taken is no sign that anything is.
            for (String token : forged.values()) {
                for (URI door : doors.values()) {
                    int status = platform.with(token, door).get(EVERYWHERE).status();
                    intruders += status == 401 || status == 503 ? 0 : 1;
                }
            }
            HttpResponse<String> login = login();
            assertThat(login.statusCode()).as(login.body()).isEqualTo(503);
            assertThat(login.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(login.headers().firstValue("Retry-After")).isPresent();
        } finally {
            platform.start("keycloak");
        }
        Instant back = Instant.now();
        await("somebody can log in again").atMost(PATIENCE).ignoreExceptions().until(() -> login().statusCode() == 200);
        String fresh = platform.tokens().ofUser("crm-cli", "sales-rep", "crm");
        doors.forEach((door, address) -> await("a new token at " + door).atMost(PATIENCE)
                .until(() -> platform.with(fresh, address).get(EVERYWHERE).status() == 404));
        System.out.printf(Locale.ROOT, "identity provider away: %d requests with a known token, answered %d, failed %d; %d forged tokens at %d doors, let in %d; "
                + "logins again after %.1f s%n", REQUESTS * doors.size(), answered, failed, forged.size(), doors.size(), intruders,
                Duration.between(back, Instant.now()).toMillis() / 1000.0);
        assertThat(failed).isZero();
        assertThat(intruders).isZero();
    }

    @Test
    void aNewKeyOfTheRealmIsKnownEverywhereAndTheOldOneStillIs() throws Exception {
        String before = platform.tokens().ofUser("crm-cli", "crm-admin", "crm");
        try (RealmKey key = RealmKey.added(platform.keycloak())) {
            String after = platform.tokens().ofUser("crm-cli", "crm-admin", "crm");
            assertThat(RealmKey.of(after)).isNotEqualTo(RealmKey.of(before));
            Instant changed = Instant.now();
            doors.forEach((door, address) -> await("the new key at " + door).atMost(PATIENCE).until(() ->
                    platform.with(after, address).get(EVERYWHERE).status() == 404));
            double known = Duration.between(changed, Instant.now()).toMillis() / 1000.0;
            doors.forEach((door, address) -> {
                Answer answer = platform.with(before, address).get(EVERYWHERE);
                assertThat(answer.status()).as("the old key at %s: %s", door, answer.text()).isEqualTo(404);
            });
            System.out.printf(Locale.ROOT, "realm key changed: known at %d doors after %.1f s, the old one still taken%n", doors.size(), known);
        }
    }

    /** The page that asks for name and password, as a browser gets it through the gateway. */
    private HttpResponse<String> login() throws Exception {
        URI page = URI.create(platform.gateway() + "/auth/realms/crm/protocol/openid-connect/auth?client_id=crm-gateway&response_type=code&scope=openid&redirect_uri="
                + platform.gateway() + "/login&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }
}

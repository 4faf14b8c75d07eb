package crm.e2e.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Answer;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import crm.local.testing.RefusedTokens;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that look right and are not, shown at the gateway and at each service behind it, which trusts no gateway. */
@WithPlatform
class RefusedTokensTest {

    /** Exists in every service; a good token gets the answer that there is no such import. */
    private static final String EVERYWHERE = "/imports/019aa000-0000-7000-8000-00000000ffff";

    private final Platform platform;
    private final Map<String, URI> doors = new LinkedHashMap<>();

    RefusedTokensTest(Platform platform) {
        this.platform = platform;
        doors.put("gateway", platform.gateway());
        for (String service : List.of("leads", "opportunities", "campaigns", "cases", "governance")) {
            doors.put(service, platform.service(service));
        }
    }

    @Test
    void theyAreRefusedAtEveryDoorThatAGoodTokenOpens() throws Exception {
        Map<String, String> tokens = RefusedTokens.of(platform.tokens());
        List<String> wrong = new ArrayList<>();
        doors.forEach((door, address) -> {
            String good = platform.token("crm-admin");
            assertThat(platform.with(good, address).get(EVERYWHERE).status()).as("a good token at %s", door).isEqualTo(404);
            tokens.forEach((what, token) -> {
                Answer answer = platform.with(token, address).get(EVERYWHERE);
                if (answer.status() != 401 || !answer.header("Content-Type").startsWith("application/problem+json")) {
                    wrong.add(what + " at " + door + ": " + answer.status() + " " + answer.text());
                }
            });
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void aTokenIsGoodUntilItExpiresAndThenRefusedAtEveryDoorAlsoWhereItWasSeenBefore() {
        String token = new ShortLivedTokens(platform.keycloak()).next("crm-admin");
        doors.forEach((door, address) ->
                assertThat(platform.with(token, address).get(EVERYWHERE).status()).as("a young token at %s", door).isEqualTo(404));

        doors.forEach((door, address) -> await("refused at " + door).atMost(Duration.ofSeconds(60)).untilAsserted(() ->
                assertThat(platform.with(token, address).get(EVERYWHERE).status()).isEqualTo(401)));
    }
}

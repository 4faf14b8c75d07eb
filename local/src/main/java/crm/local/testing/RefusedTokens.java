package crm.local.testing;

import crm.local.keycloak.Realm;
import crm.local.keycloak.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens that look right and are not: whoever is shown one has to answer 401. */
public final class RefusedTokens {

    private RefusedTokens() {
    }

    /** What is wrong with a token, and the token. Each is made from what the realm really gives out. */
    public static Map<String, String> of(Tokens realm) {
        Map<String, String> password = Map.of("grant_type", "password", "client_id", "crm-cli", "username", "crm-admin", "password", "crm",
                "scope", "openid");
        var answer = Logins.alone(() -> realm.request(password));
        String valid = answer.path("access_token").asText();
        String[] segments = valid.split("\\.");
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("signed by somebody else", forged(segments));
        tokens.put("not signed at all (alg none)", encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + segments[1] + ".");
        tokens.put("said to be signed with a shared secret (alg HS256)",
                encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + segments[1] + "." + segments[2]);
        tokens.put("with more roles than were signed",
                segments[0] + "." + encode(decode(segments[1]).replace("\"crm-admin\"", "\"crm-admin\",\"executive\"")) + "." + segments[2]);
        tokens.put("for another audience", realm.ofClient("crm-services", Realm.secret("crm-services")));
        tokens.put("an ID token", answer.path("id_token").asText());
        tokens.put("a refresh token", answer.path("refresh_token").asText());
        tokens.put("cut short", valid.substring(0, valid.length() - 20));
        tokens.put("no token", "nonsense");
        return tokens;
    }

    /** The claims of a good token, its lifetime included, under a key of our own. */
    private static String forged(String[] segments) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            String content = segments[0] + "." + segments[1];
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java signs with RSA", e);
        }
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String segment) {
        return new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8);
    }
}

package crm.chassis.testing;

import crm.local.testing.TestParts;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens that look right and are not: each has to be answered with 401. */
public final class RefusedTokens {

    private RefusedTokens() {}

    /** What is wrong with a token, and the token. */
    public static Map<String, String> all() throws Exception {
        TestParts parts = TestParts.shared();
        String valid = parts.accessToken("crm-admin");
        String[] segments = valid.split("\\.");
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("signed by somebody else", forged(segments));
        tokens.put("not signed at all (alg none)", encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + segments[1] + ".");
        tokens.put("signed with the public key as a shared secret (alg HS256)", encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + segments[1] + "." + segments[2]);
        tokens.put("with more roles than were signed", segments[0] + "." + encode(decode(segments[1]).replace("\"crm-admin\"", "\"crm-admin\",\"executive\"")) + "." + segments[2]);
        tokens.put("for another audience", parts.tokens().ofClient("crm-services", parts.clientSecret("crm-services")));
        tokens.put("an ID token", parts.tokens().request(Map.of("grant_type", "password", "client_id", "crm-cli", "username", "crm-admin",
                "password", "crm", "scope", "openid")).path("id_token").asText());
        tokens.put("a refresh token", parts.tokens().request(Map.of("grant_type", "password", "client_id", "crm-cli", "username", "crm-admin",
                "password", "crm")).path("refresh_token").asText());
        tokens.put("cut short", valid.substring(0, valid.length() - 20));
        tokens.put("no token", "nonsense");
        return tokens;
    }

    /** The claims of a good token, its lifetime included, under a key of our own. */
    private static String forged(String[] segments) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        String content = segments[0] + "." + segments[1];
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String segment) {
        return new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8);
    }
}

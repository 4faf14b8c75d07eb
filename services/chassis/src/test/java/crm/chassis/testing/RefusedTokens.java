package crm.chassis.testing;

import crm.local.testing.TestParts;
import java.util.Map;

/** Tokens that look right and are not: each has to be answered with 401. */
public final class RefusedTokens {

    private RefusedTokens() {}

    /** What is wrong with a token, and the token. */
    public static Map<String, String> all() {
        return crm.local.testing.RefusedTokens.of(TestParts.shared().tokens());
    }
}

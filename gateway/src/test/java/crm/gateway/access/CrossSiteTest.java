package crm.gateway.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.gateway.surroundings.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class CrossSiteTest {

    @Inject
    CrossSite crossSite;

    private boolean ours(String header, String site, String origin) {
        return crossSite.isOurs(header, site, origin);
    }

    @Test
    void aRequestOfOurPagesShowsOurHeaderAndOurOrigin() {
        assertTrue(ours("1", "same-origin", Surroundings.PUBLIC_URL));
        assertTrue(ours("1", null, Surroundings.PUBLIC_URL));
        assertTrue(ours("1", "same-origin", null));
    }

    @Test
    void withoutTheHeaderOrFromAnotherSiteItIsNotOurs() {
        assertFalse(ours(null, "same-origin", Surroundings.PUBLIC_URL));
        assertFalse(ours("0", "same-origin", Surroundings.PUBLIC_URL));
        assertFalse(ours("1", null, null));
        assertFalse(ours("1", "cross-site", Surroundings.PUBLIC_URL));
        assertFalse(ours("1", "same-site", Surroundings.PUBLIC_URL));
        assertFalse(ours("1", "same-origin", "https://evil.example"));
        assertFalse(ours("1", null, "null"));
        assertFalse(ours("1", null, Surroundings.PUBLIC_URL + ".evil.example"));
    }
}

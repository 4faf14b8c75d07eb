package crm.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.OIDCException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {

    private final ProblemMappers mappers = new ProblemMappers(new ObjectMapper());

    @Test
    void anIdentityProviderThatWasNeverMetIsAwayLikeAStore() {
        assertThat(mappers.of(new OIDCException("OIDC Server is not available")).status()).isEqualTo(503);
        assertThat(mappers.of(new IllegalStateException(new ConnectException("refused"))).status()).isEqualTo(503);
        assertThat(mappers.of(new IllegalStateException("a fault of ours")).status()).isEqualTo(500);
    }
}

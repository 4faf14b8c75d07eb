package crm.opportunities.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class DropboxConfigTest {

    @Test
    void withoutAPortThereIsNoDropboxAndWithOneThereIs() {
        assertThat(with("").port()).isEmpty();
        assertThat(with("2525").port()).hasValue(2525);
        assertThat(with("2525").address()).isEqualTo("dropbox@localhost");
    }

    private static DropboxConfig with(String port) {
        return new SmallRyeConfigBuilder().withMapping(DropboxConfig.class).withDefaultValue("crm.dropbox.port", "${CRM_DROPBOX_PORT:" + port + "}")
                .addDefaultInterceptors().build().getConfigMapping(DropboxConfig.class);
    }
}

package crm.opportunities.dropbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Where mails are taken in. Without a port none are. */
@ConfigMapping(prefix = "crm.dropbox")
interface DropboxConfig {

    /** The port of SMTP; 0 takes any that is free. */
    OptionalInt port();

    /** The address to listen at; without one, all addresses of this machine. */
    Optional<String> host();

    /** The only address that mails are taken for. */
    @WithDefault("dropbox@localhost")
    String address();

    /** The largest mail in bytes, attachments included. */
    @WithDefault("10485760")
    int maxBytes();

    /** How many may send at a time. */
    @WithDefault("20")
    int maxConnections();

    /** How long a connection may say nothing, and a mail may take to be filed. */
    @WithDefault("PT60S")
    Duration patience();
}

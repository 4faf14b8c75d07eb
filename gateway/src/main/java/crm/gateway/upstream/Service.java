package crm.gateway.upstream;

import crm.gateway.GatewayConfig;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;

/** The services behind the gateway, in the order in which they are asked when the path does not tell whose it is. */
public enum Service {
    LEADS(GatewayConfig.Addresses::leads),
    OPPORTUNITIES(GatewayConfig.Addresses::opportunities),
    CAMPAIGNS(GatewayConfig.Addresses::campaigns),
    CASES(GatewayConfig.Addresses::cases),
    GOVERNANCE(GatewayConfig.Addresses::governance);

    private final String key = name().toLowerCase(Locale.ROOT);
    private final Function<GatewayConfig.Addresses, URI> address;

    Service(Function<GatewayConfig.Addresses, URI> address) {
        this.address = address;
    }

    /** The name as people and documents write it: {@code leads}. */
    public String key() {
        return key;
    }

    public URI address(GatewayConfig.Addresses addresses) {
        return address.apply(addresses);
    }
}

package crm.opportunities;

import crm.chassis.testing.PlatformParts;
import java.util.Map;

/** The real parts with a database and a virtual host for this service. */
public final class OpportunitiesParts extends PlatformParts {

    @Override
    public Map<String, String> start() {
        init(Map.of("service", "opportunities"));
        return super.start();
    }
}

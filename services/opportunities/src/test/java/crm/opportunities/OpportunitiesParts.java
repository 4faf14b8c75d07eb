package crm.opportunities;

import crm.chassis.testing.PlatformParts;
import crm.local.testing.TestVhost;
import java.util.Map;

/** The real parts with a database and a virtual host for this service. */
public final class OpportunitiesParts extends PlatformParts {

    @Override
    public Map<String, String> start() {
        init(Map.of("service", "opportunities"));
        return super.start();
    }

    @Override
    protected void prepare(TestVhost vhost, Map<String, String> settings) {
        settings.put("crm.dropbox.port", "0");
        settings.put("crm.dropbox.host", "127.0.0.1");
        settings.put("crm.dropbox.max-bytes", "200000");
    }
}

package crm.chassis.outbox;

import crm.chassis.testing.FaultProxy;
import crm.chassis.testing.PlatformParts;
import crm.chassis.testing.TestTopology;
import crm.local.testing.TestVhost;
import java.io.IOException;
import java.util.Map;

/** The platform's parts with a queue for notes, and a wire to the broker that tests can cut. */
public class MessagingParts extends PlatformParts {

    static final int RETRY_MILLIS = 300;

    @Override
    protected void prepare(TestVhost vhost, Map<String, String> settings) {
        try {
            vhost.load(TestTopology.consumer(Notes.QUEUE, Notes.WRITTEN, RETRY_MILLIS));
            vhost.load(TestTopology.consumer("chassis.audit", Notes.WRITTEN, RETRY_MILLIS));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        settings.put("crm.test.rabbitmq.host", vhost.host());
        settings.put("crm.test.rabbitmq.port", Integer.toString(vhost.port()));
        settings.put("CRM_RABBITMQ_PORT", Integer.toString(FaultProxy.freePort()));
        settings.put("CRM_RABBITMQ_HOST", "localhost");
        int traces = FaultProxy.freePort();
        settings.put("crm.test.traces.port", Integer.toString(traces));
        settings.put("CRM_OTLP_ENDPOINT", "http://localhost:" + traces);
        settings.put("quarkus.otel.exporter.otlp.protocol", "http/protobuf");
        settings.put("quarkus.otel.bsp.schedule.delay", "200ms");
    }
}

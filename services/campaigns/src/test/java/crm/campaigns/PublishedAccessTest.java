package crm.campaigns;

import crm.chassis.testing.CommittedAccess;
import crm.chassis.testing.PlatformParts;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PlatformParts.class, initArgs = @ResourceArg(name = "service", value = "campaigns"))
class PublishedAccessTest {

    @Test
    void whoMayReadAndChangeItsRecordsIsWhatIsPublished() throws IOException {
        CommittedAccess.isWhatTheServiceGrants("campaigns");
    }
}

package crm.opportunities;

import crm.chassis.testing.CommittedAccess;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OpportunitiesParts.class)
class PublishedAccessTest {

    @Test
    void whoMayReadAndChangeItsRecordsIsWhatIsPublished() throws IOException {
        CommittedAccess.isWhatTheServiceGrants("opportunities");
    }
}

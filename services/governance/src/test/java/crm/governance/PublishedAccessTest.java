package crm.governance;

import crm.chassis.testing.CommittedAccess;
import crm.governance.testing.GovernanceParts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@GovernanceParts
class PublishedAccessTest {

    @Test
    void whoMayReadAndChangeItsRecordsIsWhatIsPublished() throws IOException {
        CommittedAccess.isWhatTheServiceGrants("governance");
    }
}

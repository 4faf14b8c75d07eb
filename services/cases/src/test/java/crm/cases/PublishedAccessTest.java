package crm.cases;

import crm.cases.testing.CasesParts;
import crm.chassis.testing.CommittedAccess;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@CasesParts
class PublishedAccessTest {

    @Test
    void whoMayReadAndChangeItsRecordsIsWhatIsPublished() throws IOException {
        CommittedAccess.isWhatTheServiceGrants("cases");
    }
}

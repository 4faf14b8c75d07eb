package crm.leads;

import crm.chassis.testing.CommittedAccess;
import crm.leads.testing.LeadsParts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@LeadsParts
class PublishedAccessTest {

    @Test
    void whoMayReadAndChangeItsRecordsIsWhatIsPublished() throws IOException {
        CommittedAccess.isWhatTheServiceGrants("leads");
    }
}

package crm.campaigns;

import crm.campaigns.testing.CampaignsParts;
import crm.chassis.testing.CommittedAccess;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@CampaignsParts
class PublishedAccessTest {

    @Test
    void whoMayReadAndChangeItsRecordsIsWhatIsPublished() throws IOException {
        CommittedAccess.isWhatTheServiceGrants("campaigns");
    }
}

package crm.leads;

import crm.chassis.testing.CommittedOpenApi;
import crm.leads.testing.LeadsParts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@LeadsParts
class LeadsOpenApiTest {

    @Test
    void theDocumentOfTheServiceIsTheOneThatIsCommitted() throws IOException {
        CommittedOpenApi.isWhatTheServiceAnswers("leads");
    }
}

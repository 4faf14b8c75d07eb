package crm.e2e.sample;

import static org.awaitility.Awaitility.await;

import crm.e2e.platform.Api;
import java.time.Duration;
import java.util.Map;

/** A lead that was qualified and has become an account, a contact and an opportunity. */
public record ConvertedLead(String id, String conversion) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @param name of the person and the company; each step is made once however often it is tried */
    public static ConvertedLead of(Api api, String name) {
        String lead = api.postPersistently("/leads?allowDuplicate=true", Map.of("lastName", name, "company", name), name).expect(201).id();
        api.postPersistently("/leads/" + lead + "/qualification", Map.of(), name + "-q").expect(200);
        String conversion = api.postPersistently("/leads/" + lead + "/conversion", Map.of(), name + "-c").expect(202).id();
        await("converted").atMost(PATIENCE).until(() ->
                api.getPersistently("/leads/" + lead + "/conversion").json().path("state").asText().equals("COMPLETED"));
        return new ConvertedLead(lead, conversion);
    }
}

package crm.e2e.story;

import com.fasterxml.jackson.databind.JsonNode;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The story as it goes when nothing goes wrong. A telling waits for a minute that a customer is kept waiting, so the tests that
 * compare with it share one.
 *
 * @param end what was there when it was over
 * @param task what the owner of the account was told of the task
 */
record Undisturbed(CustomerStory story, Map<String, String> end, JsonNode task) {

    private static Undisturbed told;

    /** The first who asks tells it. */
    static synchronized Undisturbed on(Platform platform) throws Exception {
        if (told == null) {
            told = tell(platform);
        }
        return told;
    }

    private static Undisturbed tell(Platform platform) throws Exception {
        CustomerStory story = new CustomerStory(platform, "story-" + UUID.randomUUID().toString().substring(0, 8));
        try (StreamOfOne stream = StreamOfOne.of(platform, "sales-rep")) {
            for (CustomerStory.Step step : story.steps()) {
                Instant begin = Instant.now();
                step.act().run();
                System.out.printf("story: %-55s %5d ms%n", step.name(), Duration.between(begin, Instant.now()).toMillis());
            }
            String task = platform.as("sales-rep").pages("activities", "filter=" + Api.encoded("relatedTo==account:" + story.account + ";source==HEALTH"))
                    .get(0).path("id").asText();
            JsonNode news = stream.await(each -> each.path("recordId").asText().equals(task));
            return new Undisturbed(story, EndState.of(platform, story), news);
        }
    }
}

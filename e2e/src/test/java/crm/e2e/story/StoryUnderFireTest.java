package crm.e2e.story;

import static org.assertj.core.api.Assertions.assertThat;

import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The same story while things go wrong, with the same end as when nothing does. More of it: {@code -Dcrm.e2e.seeds=20}; the seeds
 * are 1, 2, 3 …, and {@code -Dcrm.e2e.side-by-side=4} tells several stories at once.
 */
@WithPlatform
class StoryUnderFireTest {

    private static final int SEEDS = Integer.getInteger("crm.e2e.seeds", 1);
    private static final int SIDE_BY_SIDE = Integer.getInteger("crm.e2e.side-by-side", 2);
    private static final List<String> SERVICES = List.of("leads", "opportunities", "campaigns", "cases", "governance");
    private static final int LONGEST_MINUTES = 60;

    private final Platform platform;

    StoryUnderFireTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void withEachServiceKilledOnceAtARandomStepItEndsTheSame() throws Exception {
        Map<String, String> undisturbed = Undisturbed.on(platform).end();
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            seeds.add(seed);
        }
        ExecutorService tellers = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            Map<Integer, Future<Map<String, String>>> ends = new HashMap<>();
            seeds.forEach(seed -> ends.put(seed, tellers.submit(() -> tell(deaths(seed)))));
            for (int seed : seeds) {
                Map<String, String> end = ends.get(seed).get(LONGEST_MINUTES, TimeUnit.MINUTES);
                report("seed " + seed + " " + deaths(seed), undisturbed, end);
                assertThat(end).as("seed " + seed).isEqualTo(undisturbed);
            }
        } finally {
            tellers.shutdownNow();
        }
    }

    @Test
    void withEveryEventThreeTimesAndShuffledItEndsTheSame() throws Exception {
        Map<String, String> undisturbed = Undisturbed.on(platform).end();
        Map<String, String> end;
        try (Turmoil turmoil = Turmoil.in(platform.rabbitmq())) {
            end = tell(Map.of());
            System.out.printf("turmoil: %d events became %d deliveries%n", turmoil.events(), turmoil.deliveries());
            assertThat(turmoil.deliveries()).isGreaterThan(turmoil.events() * 2);
        }
        report("three times and shuffled", undisturbed, end);
        assertThat(end).isEqualTo(undisturbed);
    }

    /** Which services die at which step. */
    private static Map<Integer, List<String>> deaths(int seed) {
        Random random = new Random(seed);
        Map<Integer, List<String>> deaths = new HashMap<>();
        // nobody dies before there is anything to lose
        SERVICES.forEach(service -> deaths.computeIfAbsent(1 + random.nextInt(13), step -> new ArrayList<>()).add(service));
        return deaths;
    }

    private Map<String, String> tell(Map<Integer, List<String>> deaths) throws Exception {
        CustomerStory story = new CustomerStory(platform, "fire-" + UUID.randomUUID().toString().substring(0, 8));
        List<CustomerStory.Step> steps = story.steps();
        for (int i = 0; i < steps.size(); i++) {
            for (String service : deaths.getOrDefault(i, List.of())) {
                long pid;
                synchronized (platform) {
                    pid = killed(service);
                }
                System.out.printf("fire: %s, kill -9 of %s (%d) before \"%s\"%n", story.name(), service, pid, steps.get(i).name());
            }
            steps.get(i).act().run();
        }
        return EndState.of(platform, story);
    }

    /** Another story may have killed it a moment ago; then it dies as soon as it is back. */
    private long killed(String service) {
        return org.awaitility.Awaitility.await(service + " can be killed").atMost(CustomerStory.PATIENCE).ignoreExceptions()
                .until(() -> platform.kill(service), pid -> pid > 0);
    }

    private static void report(String what, Map<String, String> expected, Map<String, String> end) {
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(end.keySet());
        List<String> different = names.stream().filter(name -> !String.valueOf(expected.get(name)).equals(String.valueOf(end.get(name))))
                .map(name -> name + ": " + expected.get(name) + " became " + end.get(name)).toList();
        System.out.printf("fire: %s: %d of %d alike %s%n", what, names.size() - different.size(), names.size(), different);
    }
}

package crm.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A company of 500 people at work through the gateway: each does something every twenty seconds on average, by the mix of {@link Act}, while
 * streams are open. Then the same with ten times the data; begin with an empty CRM_HOME, or the data is there before. Tells
 * latencies, failures, lost streams and memory.
 */
final class Company {

    private static final int PEOPLE = 500;
    private static final double MEAN_PAUSE_MILLIS = 20_000;
    private static final int LEADS = 10_000;
    private static final int ACCOUNTS = 2_000;
    private static final int TIMES = 10;
    private static final long WARM_UP_SECONDS = 60;
    private static final long TOKEN_SECONDS = 300;
    /** Who acts: somebody who may do everything, since all of it is about any record. */
    private static final String LOGIN = "crm-admin";
    /** Who listens: everybody that the local realm knows, each at as many browsers as the gateway lets one person have. */
    private static final List<String> LISTENERS = List.of("sales-rep", "sales-rep-2", "sales-manager", "marketer", "marketing-manager", "support-agent", "support-manager",
            "success-manager", "data-steward", "compliance-officer", "executive", "crm-admin");
    private static final int BROWSERS = 5;

    /** What people do, and how often out of a hundred times. */
    enum Act {
        OPEN_RECORD(30), LIST(25), CUSTOMER(8), SEARCH(8), BOARD(7), FORECAST(4), LOG_CALL(9), CHANGE(6), CREATE(3);

        private final int share;

        Act(int share) {
            this.share = share;
        }

        static Act random() {
            int left = ThreadLocalRandom.current().nextInt(100);
            for (Act act : values()) {
                left -= act.share;
                if (left < 0) {
                    return act;
                }
            }
            throw new IllegalStateException("The shares are less than a hundred");
        }
    }

    private final Vertx vertx;
    private final Platform platform;
    private final List<UUID> leads;
    private final List<UUID> accounts;
    private final Map<Act, Latencies> measured = new EnumMap<>(Act.class);
    private volatile Http person;
    private volatile boolean over;

    private Company(Vertx vertx, Platform platform, Http http, List<UUID> leads, List<UUID> accounts) {
        this.vertx = vertx;
        this.platform = platform;
        this.leads = leads;
        this.accounts = accounts;
        this.person = http.with(platform.token(LOGIN));
    }

    static void run(Platform platform, List<String> arguments) throws Exception {
        long seconds = TimeUnit.MINUTES.toSeconds(arguments.isEmpty() ? 15 : Long.parseLong(arguments.get(0)));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Database database = new Database(vertx, platform); CompanyData data = new CompanyData(vertx, platform)) {
            Http http = new Http(vertx, platform.gatewayUrl(), platform.token());
            List<Company> days = new ArrayList<>();
            for (int times : new int[] {1, TIMES}) {
                database.fill(LEADS * times);
                data.grow(ACCOUNTS * times);
                System.out.printf(Locale.ROOT, "%n%,d leads or more, %,d accounts, %,d open deals%n", LEADS * times, ACCOUNTS * times, ACCOUNTS * times * 5);
                new Company(vertx, platform, http, database.ids(), data.sampleOfAccounts()).work(WARM_UP_SECONDS, false);
                Company day = new Company(vertx, platform, http, database.ids(), data.sampleOfAccounts());
                day.work(seconds, true);
                days.add(day);
            }
            System.out.printf("%n| with ten times the data | p50 times | p95 times |%n|---|---:|---:|%n");
            for (Act act : Act.values()) {
                Latencies before = days.get(0).measured.get(act);
                Latencies after = days.get(1).measured.get(act);
                System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f |%n", name(act), after.millisAt(0.5) / before.millisAt(0.5), after.millisAt(0.95) / before.millisAt(0.95));
            }
        } finally {
            vertx.close();
        }
    }

    private void work(long seconds, boolean told) {
        for (Act act : Act.values()) {
            measured.put(act, new Latencies());
        }
        long memoryBefore = Memory.megabytes(platform);
        try (Streams streams = new Streams(vertx, platform.gatewayUrl(), LISTENERS.stream().map(platform::token).toList(), LISTENERS.size() * BROWSERS)) {
            for (int i = 0; i < PEOPLE; i++) {
                pause();
            }
            long begin = System.nanoTime();
            long tokensAt = begin;
            while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                if (System.nanoTime() - tokensAt > TimeUnit.SECONDS.toNanos(TOKEN_SECONDS)) {
                    tokensAt = System.nanoTime();
                    person = person.with(platform.token(LOGIN));
                }
            }
            over = true;
            if (told) {
                tell((System.nanoTime() - begin) / 1e9, streams, memoryBefore);
            }
        }
    }

    private void tell(double seconds, Streams streams, long memoryBefore) {
        int all = measured.values().stream().mapToInt(Latencies::count).sum();
        System.out.printf(Locale.ROOT, "%,d requests in %.0f s, %.1f a second; memory %,d MB at the begin, %,d MB at the end; %d streams open, %d lost, %,d events told%n%n",
                all, seconds, all / seconds, memoryBefore, Memory.megabytes(platform), streams.open(), streams.lost(), streams.events());
        System.out.printf("| what | requests | p50 ms | p95 ms | p99 ms | failed |%n|---|---:|---:|---:|---:|---:|%n");
        measured.forEach((act, of) -> System.out.printf(Locale.ROOT, "| %s | %,d | %.1f | %.1f | %.1f | %d%s |%n", name(act), of.count(), of.millisAt(0.5),
                of.millisAt(0.95), of.millisAt(0.99), of.failures(), of.failure() == null ? "" : " " + of.failure()));
    }

    private static String name(Act act) {
        return act.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void pause() {
        double random = ThreadLocalRandom.current().nextDouble();
        vertx.setTimer(1 + (long) (-Math.log(1 - random) * MEAN_PAUSE_MILLIS), timer -> {
            if (over) {
                return;
            }
            Act act = Act.random();
            long begin = System.nanoTime();
            act(act, person).onComplete(outcome -> {
                if (outcome.succeeded()) {
                    measured.get(act).took(System.nanoTime() - begin);
                } else {
                    measured.get(act).failed(outcome.cause());
                }
                pause();
            });
        });
    }

    private Future<Buffer> act(Act act, Http http) {
        UUID lead = any(leads);
        UUID account = any(accounts);
        return switch (act) {
            case OPEN_RECORD -> get(http, ThreadLocalRandom.current().nextBoolean() ? "/leads/" + lead : "/accounts/" + account);
            case LIST -> get(http, ThreadLocalRandom.current().nextBoolean() ? "/leads?filter=status==NEW&sort=-createdAt&limit=50"
                    : "/opportunities?filter=owner==sales-rep;outcome==OPEN&sort=closeDate&limit=50");
            case CUSTOMER -> get(http, "/customers/" + account);
            case SEARCH -> get(http, "/search?q=Company%20" + "abcdefghijklmnop".charAt(ThreadLocalRandom.current().nextInt(16)));
            case BOARD -> get(http, "/pipelines/019aa000-0000-7000-8000-000000000001/board");
            case FORECAST -> get(http, "/forecasts/" + java.time.Year.now(java.time.ZoneOffset.UTC) + "-Q4");
            case LOG_CALL -> http.send(HttpMethod.POST, "/api/v1/activities", "application/json", Buffer.buffer("{\"type\":\"CALL\",\"subject\":\"Spoke about the offer\","
                    + "\"relatedTo\":[{\"type\":\"account\",\"id\":\"" + account + "\"}]}"), 201);
            case CHANGE -> http.send(HttpMethod.PATCH, "/api/v1/accounts/" + account, "application/merge-patch+json",
                    Buffer.buffer("{\"description\":\"Changed " + System.nanoTime() + "\"}"), 200);
            case CREATE -> http.send(HttpMethod.POST, "/api/v1/leads", "application/json", Buffer.buffer(Http.lead()), 201);
        };
    }

    private static Future<Buffer> get(Http http, String path) {
        return http.send(HttpMethod.GET, "/api/v1" + path, null, null, 200);
    }

    private static UUID any(List<UUID> ids) {
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }
}

package crm.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import crm.local.Problem;
import crm.local.Stores;
import crm.local.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fills the running platform through its public API with what a company has after a year: something for every department. */
public final class DemoCommand {

    private static final Duration CONVERSION_LIMIT = Duration.ofMinutes(2);

    private final DemoApi api;
    private final boolean terminal;
    private final Clock clock;

    public DemoCommand(Settings settings, boolean terminal, Clock clock) {
        Stores stores = new Stores(settings);
        this.api = new DemoApi(stores.publicUrl(), stores.keycloak().realmUrl());
        this.terminal = terminal;
        this.clock = clock;
    }

    public int run(List<String> options) throws InterruptedException {
        DemoSize size = DemoSize.SMALL;
        long seed = 1;
        for (int i = 0; i < options.size(); i += 2) {
            String value = i + 1 < options.size() ? options.get(i + 1) : "";
            switch (options.get(i)) {
                case "--size" -> size = DemoSize.of(value);
                case "--seed" -> seed = number(value);
                default -> throw new Problem("./crm demo knows --size small|medium|large and --seed <number>, not \"" + options.get(i) + "\".");
            }
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        DemoData data = new DemoData(size, seed, today);
        DemoDepartments departments = new DemoDepartments(api, data, seed, today);
        made("quality rules", departments.rules());
        made("campaigns", departments.campaigns());
        Map<String, Object> toAccount = Map.of("field", "accountId", "lookup", "name");
        bring("accounts", data.accounts(), Map.of());
        bring("contacts", data.contacts(), Map.of("account", toAccount));
        bring("opportunities", data.opportunities(), Map.of("account", toAccount, "stage", Map.of("field", "stageId", "lookup", "name")));
        bring("leads", data.leads(), Map.of());
        convert(data, size.conversions);
        made("cases", departments.cases(size.cases));
        made("activities", departments.activities(size.activities));
        return 0;
    }

    private void made(String what, int many) {
        line(String.format(Locale.ROOT, "  ✓ %-14s %,d new", what, many), true);
    }

    private void bring(String collection, Csv table, Map<String, Object> exceptions) throws InterruptedException {
        Instant began = clock.instant();
        Map<String, Object> mapping = new LinkedHashMap<>();
        for (String column : table.header()) {
            mapping.put(column, exceptions.getOrDefault(column, column));
        }
        JsonNode job = api.importCsv(collection, table.bytes(), mapping, now -> show(collection, now, table.rows()));
        double seconds = Math.max(0.001, Duration.between(began, clock.instant()).toMillis() / 1000.0);
        line(String.format(Locale.ROOT, "  ✓ %-14s %,d rows in %.1f s: %,d new, %,d changed, %,d as they were, %,d refused", collection,
                job.get("rows").asLong(), seconds, job.get("created").asLong(), job.get("updated").asLong(),
                job.path("unchanged").asLong(), job.get("failed").asLong()), true);
        if (job.get("failed").asLong() > 0) {
            line("    the refused rows: /api/v1/imports/" + job.get("id").asText() + "/errors?format=csv", true);
        }
    }

    private void show(String collection, JsonNode job, int rows) {
        if (terminal) {
            line(String.format(Locale.ROOT, "  … %-14s %,d of %,d", collection, job.path("processed").asLong(), rows), false);
        }
    }

    /** Asks for all conversions first and waits for them afterwards, since opportunities answers when it can. */
    private void convert(DemoData data, int wanted) throws InterruptedException {
        Instant began = clock.instant();
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            JsonNode found = api.get("/api/v1/leads?fields=id,status&filter=" + DemoApi.encoded("externalId==" + data.externalId("lead", i)));
            JsonNode lead = found.get("items").path(0);
            if (lead.path("status").asText().equals("QUALIFIED")) {
                api.post("/api/v1/leads/" + lead.get("id").asText() + "/conversion", Map.of());
                asked.add(lead.get("id").asText());
            }
        }
        Instant deadline = clock.instant().plus(CONVERSION_LIMIT);
        int completed = 0;
        for (String lead : asked) {
            completed += ended(lead, deadline).equals("COMPLETED") ? 1 : 0;
        }
        line(String.format(Locale.ROOT, "  ✓ %-14s %,d asked for, %,d completed in %.1f s", "conversions", asked.size(), completed,
                Duration.between(began, clock.instant()).toMillis() / 1000.0), true);
    }

    private String ended(String lead, Instant deadline) throws InterruptedException {
        while (true) {
            String state = api.get("/api/v1/leads/" + lead + "/conversion").get("state").asText();
            if (!state.equals("PENDING") || clock.instant().isAfter(deadline)) {
                return state;
            }
            Thread.sleep(200);
        }
    }

    private void line(String text, boolean last) {
        System.out.print((terminal ? "\r\u001b[2K" : "") + text + (last ? "\n" : ""));
        System.out.flush();
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new Problem("The seed is a whole number, not \"" + value + "\".", e);
        }
    }
}

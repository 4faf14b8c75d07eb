package crm.e2e.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.e2e.platform.Answer;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import crm.e2e.platform.WithPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Every operation of every service gets requests that are made up from its OpenAPI document, sensible ones and others. None may end
 * in a fault of the service, in a status or a body that the document does not know, or in a word about the inside of the service.
 *
 * <p>{@code -Dcrm.e2e.fuzz-seconds=600} for longer, {@code -Dcrm.e2e.fuzz-seed=7} for other requests. Services are asked directly, as
 * the gateway would hold so many requests back. What is made up may forbid what other tests do, so this class comes last.
 */
@WithPlatform
@Order(Integer.MAX_VALUE)
class EveryOperationTest {

    private static final int SECONDS = Integer.getInteger("crm.e2e.fuzz-seconds", 60);
    private static final long SEED = Long.getLong("crm.e2e.fuzz-seed", 1);
    private static final List<String> SERVICES = List.of("leads", "opportunities", "campaigns", "cases", "governance");
    private static final Pattern INSIDE = Pattern.compile("\\bat (crm|io|org|java)\\.|Exception\\b|hibernate|SQLSTATE|io\\.vertx|pg_catalog|relation \"");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final int KNOWN_AT_MOST = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform;
    private final Map<String, List<String>> known = new HashMap<>();
    private final Invention invention = new Invention(new Random(SEED), known);
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<String, String> faults = new TreeMap<>();

    EveryOperationTest(Platform platform) {
        this.platform = platform;
    }

    @Test
    void noRequestEndsInAFaultOfAServiceOrInAnAnswerThatIsNotDescribed() {
        List<Operation> operations = SERVICES.stream().flatMap(service -> Operation.of(service).stream())
                // telling a hundred thousand records again would be all that happens
                .filter(operation -> !operation.path().startsWith("/api/v1/operations")).toList();
        assertThat(operations).hasSizeGreaterThan(200);
        Instant end = Instant.now().plus(Duration.ofSeconds(SECONDS));
        int rounds = 0;
        while (rounds == 0 || Instant.now().isBefore(end)) {
            for (Operation operation : operations) {
                attempt(operation, rounds % 3 == 0 ? 0 : rounds % 3 == 1 ? 0.08 : 0.4);
            }
            rounds++;
        }
        System.out.printf("fuzz: %d rounds over %d operations, seed %d: %s%n", rounds, operations.size(), SEED, answers);
        faults.forEach((where, what) -> System.out.printf("fuzz: %s%n      %s%n", where, what));
        assertThat(faults).isEmpty();
    }

    private void attempt(Operation operation, double oddity) {
        StringBuilder target = new StringBuilder(PARAMETER.matcher(operation.path().replaceFirst("^/api/v1", "")).replaceAll(name ->
                java.util.regex.Matcher.quoteReplacement(Api.encoded(invention.chance(oddity / 2) ? pathText() : pathValue(operation, name.group(1))))));
        query(operation, target, oddity);
        List<String> types = operation.mediaTypes();
        String type = types.isEmpty() ? "" : types.get(0);
        byte[] body = type.isEmpty() ? null : body(operation, type, oddity);
        List<String> headers = new ArrayList<>(List.of("X-Fuzz", "1"));
        if (operation.method().equals("PATCH") || operation.method().equals("DELETE")) {
            headers.addAll(List.of("If-Match", invention.chance(oddity / 2) ? "W/\"x\"" : "*"));
        }
        judge(operation, target.toString(), body, () -> platform.with(platform.token("crm-admin"), platform.service(operation.service()))
                .send(operation.method(), target.toString(), body, type, headers.toArray(String[]::new)));
    }

    private String pathText() {
        String odd = invention.oddText();
        return odd.isBlank() || odd.contains("/") || odd.length() > 1_000 ? "odd" : odd.replace("\uD800", "?");
    }

    private String pathValue(Operation operation, String name) {
        JsonNode schema = operation.parameters().stream().filter(parameter -> parameter.path("name").asText().equals(name)).findFirst()
                .map(parameter -> operation.resolved(parameter.path("schema"))).orElse(JSON.createObjectNode());
        return schema.has("enum") ? invention.value(operation, schema, 0).asText() : invention.id(operation.collection());
    }

    private void query(Operation operation, StringBuilder target, double oddity) {
        char separator = '?';
        for (JsonNode parameter : operation.parameters()) {
            boolean wanted = parameter.path("required").asBoolean() || invention.chance(0.25);
            if (parameter.path("in").asText().equals("query") && wanted) {
                JsonNode value = invention.value(operation, parameter.path("schema"), oddity);
                String text = value.isValueNode() ? value.asText() : value.toString();
                // a plain word is no filter, cursor or limit; only odd requests send one
                boolean plain = parameter.path("schema").path("type").asText().equals("string") && !parameter.path("schema").has("format") && !parameter.path("schema").has("enum");
                if (!plain || oddity > 0 || parameter.path("required").asBoolean()) {
                    target.append(separator).append(parameter.path("name").asText()).append('=').append(Api.encoded(text.length() > 2_000 ? text.substring(0, 2_000) : text));
                    separator = '&';
                }
            }
        }
    }

    private byte[] body(Operation operation, String type, double oddity) {
        if (type.equals("text/csv")) {
            return ("a,b,c\n" + invention.oddText() + ",\"" + invention.oddText() + "\",3\n").getBytes(StandardCharsets.UTF_8);
        }
        if (type.equals("application/x-www-form-urlencoded")) {
            return ("a=" + Api.encoded(invention.oddText()) + "&email=x%40fuzz.example").getBytes(StandardCharsets.UTF_8);
        }
        if (invention.chance(oddity / 8)) {
            return invention.oddText().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return JSON.writeValueAsBytes(invention.value(operation, operation.bodySchema(type), oddity / 3));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void judge(Operation operation, String target, byte[] body, java.util.function.Supplier<Answer> request) {
        String sent = target + (body == null ? "" : " " + shortened(new String(body, StandardCharsets.UTF_8)));
        Answer answer;
        try {
            answer = request.get();
        } catch (UncheckedIOException none) {
            faults.putIfAbsent(operation + " no answer", sent + " " + none.getMessage());
            return;
        }
        answers.merge(Integer.toString(answer.status()), 1, Integer::sum);
        if (answer.status() >= 500) {
            faults.putIfAbsent(operation + " " + answer.status(), sent + " → " + shortened(answer.text()));
        } else if (!operation.foresees(answer.status())) {
            faults.putIfAbsent(operation + " answers " + answer.status() + ", which is not described", sent + " → " + shortened(answer.text()));
        } else if (INSIDE.matcher(answer.text()).find() && !sent.contains("Exception")) {
            faults.putIfAbsent(operation + " tells of its inside", sent + " → " + shortened(answer.text()));
        } else if (answer.header("content-type").contains("json")) {
            Set<String> wrong = operation.faults(answer.status(), answer.json());
            if (!wrong.isEmpty()) {
                faults.putIfAbsent(operation + " " + answer.status() + " against its schema", sent + " → " + wrong.stream().sorted().limit(3).toList() + " " + shortened(answer.text()));
            } else if (answer.status() < 300) {
                remember(operation, answer.json());
            }
        }
    }

    private void remember(Operation operation, JsonNode answer) {
        List<String> ids = known.computeIfAbsent(operation.collection(), none -> new ArrayList<>());
        for (JsonNode each : answer.has("items") ? answer.path("items") : List.of(answer)) {
            String id = each.path("id").asText();
            if (id.length() == 36 && ids.size() < KNOWN_AT_MOST && !ids.contains(id)) {
                ids.add(id);
            }
        }
    }

    private static String shortened(String text) {
        return text.length() <= 600 ? text : text.substring(0, 600) + "…";
    }
}

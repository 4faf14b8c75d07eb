package crm.gateway.search;

import crm.gateway.access.Caller;
import crm.gateway.answer.JsonAnswer;
import crm.gateway.answer.Problem;
import crm.gateway.answer.Problems;
import crm.gateway.upstream.AskPart;
import crm.gateway.upstream.Part;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code GET /api/v1/search?q=}: one list over all collections that the caller may read, each searched by its
 * service with the caller's own rights. A part that is missing is named.
 */
@ApplicationScoped
public class SearchAnswer {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 200;
    private static final int USUAL = 20;
    private static final int MOST = 50;

    private final AskPart ask;

    public SearchAnswer(AskPart ask) {
        this.ask = ask;
    }

    /** @param readable whether the caller's roles may read a collection */
    public void answer(RoutingContext context, Caller caller, Predicate<String> readable) {
        if (!JsonAnswer.isAskedFor(context)) {
            return;
        }
        String text;
        int limit;
        Set<SearchedCollection> wanted;
        try {
            text = text(context.request().getParam("q"));
            limit = limit(context.request().getParam("limit"));
            wanted = types(context.request().getParam("types"));
        } catch (IllegalArgumentException malformed) {
            Problems.send(context, Problem.malformed(malformed.getMessage()));
            return;
        }
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        Map<SearchedCollection, Future<Part>> parts = new EnumMap<>(SearchedCollection.class);
        wanted.stream().filter(type -> readable.test(type.collection())).forEach(type ->
                parts.put(type, ask.of(type.service(), type.path(encoded, limit), caller, context)));
        Future.join(List.copyOf(parts.values()))
                .onSuccess(done -> JsonAnswer.send(context, together(parts, text, limit)));
    }

    private static JsonObject together(Map<SearchedCollection, Future<Part>> parts, String text, int limit) {
        JsonArray missing = new JsonArray();
        List<Hit> hits = new ArrayList<>();
        parts.forEach((type, found) -> {
            Part part = found.result();
            if (part.isOk()) {
                part.data().getJsonArray("items", new JsonArray())
                        .forEach(record -> hits.add(type.hit((JsonObject) record, text)));
            } else if (part.state() != Part.State.FORBIDDEN) {
                missing.add(new JsonObject().put("type", type.key()).put("reason", part.reason()));
            }
        });
        hits.sort(Comparator.comparingInt(Hit::rank).reversed());
        JsonArray items = new JsonArray();
        hits.stream().limit(limit).forEach(hit -> items.add(hit.json()));
        return new JsonObject().put("items", items).put("missing", missing);
    }

    private static String text(String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            throw new IllegalArgumentException("q has to have " + SHORTEST + " to " + LONGEST + " characters.");
        }
        return text;
    }

    private static int limit(String given) {
        if (given == null) {
            return USUAL;
        }
        if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > MOST) {
            throw new IllegalArgumentException("limit is a number from 1 to " + MOST + ".");
        }
        return Integer.parseInt(given);
    }

    private static Set<SearchedCollection> types(String given) {
        if (given == null || given.isBlank()) {
            return EnumSet.allOf(SearchedCollection.class);
        }
        Set<SearchedCollection> types = EnumSet.noneOf(SearchedCollection.class);
        for (String name : given.split(",")) {
            types.add(Arrays.stream(SearchedCollection.values()).filter(type -> type.key().equals(name.strip()))
                    .findFirst().orElseThrow(() -> new IllegalArgumentException("types are "
                            + String.join(", ", Arrays.stream(SearchedCollection.values())
                                    .map(SearchedCollection::key).toList()) + ".")));
        }
        return types;
    }
}

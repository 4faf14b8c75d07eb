package crm.gateway.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crm.gateway.access.Caller;
import crm.gateway.upstream.AskPart;
import crm.gateway.upstream.Part;
import crm.gateway.upstream.Service;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;

/** Whether a listener may still read a record that it follows, as the service that owns it says; known for a minute. */
final class MayRead {

    private static final Map<String, Map.Entry<Service, String>> COLLECTIONS = Map.of(
            "lead", Map.entry(Service.LEADS, "leads"),
            "account", Map.entry(Service.OPPORTUNITIES, "accounts"),
            "contact", Map.entry(Service.OPPORTUNITIES, "contacts"),
            "opportunity", Map.entry(Service.OPPORTUNITIES, "opportunities"),
            "activity", Map.entry(Service.OPPORTUNITIES, "activities"),
            "campaign", Map.entry(Service.CAMPAIGNS, "campaigns"),
            "case", Map.entry(Service.CASES, "cases"));

    private final AskPart ask;
    private final Caller caller;
    private final RoutingContext context;
    private final Cache<String, Boolean> answers = Caffeine.newBuilder().maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(60)).build();

    MayRead(AskPart ask, Caller caller, RoutingContext context) {
        this.ask = ask;
        this.caller = caller;
        this.context = context;
    }

    /** What cannot be asked for is not told. */
    Future<Boolean> record(Change change) {
        Boolean known = answers.getIfPresent(change.recordId());
        if (known != null) {
            return Future.succeededFuture(known);
        }
        Map.Entry<Service, String> collection = COLLECTIONS.get(change.recordType());
        if (collection == null) {
            return Future.succeededFuture(false);
        }
        return ask.of(collection.getKey(), "/api/v1/" + collection.getValue() + "/" + change.recordId() + "?fields=id",
                caller, context).map(part -> {
                    if (part.state() != Part.State.UNAVAILABLE) {
                        answers.put(change.recordId(), part.isOk());
                    }
                    return part.isOk();
                });
    }
}

package crm.chassis.inbox;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Lets what belongs to one key happen one after the other, in the order of arrival; keys do not wait for each other. */
class OneByOne {

    private final Map<Object, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    /** Starts the work when all that came earlier for this key is over, whether it went well or not. */
    void inTurn(Object key, Supplier<CompletionStage<Void>> work) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        CompletableFuture<Void> earlier = last.put(key, over);
        Runnable start = () -> work.get().whenComplete((done, fault) -> {
            last.remove(key, over);
            over.complete(null);
        });
        if (earlier == null) {
            start.run();
        } else {
            earlier.thenRun(start);
        }
    }
}

package crm.chassis.idempotency;

import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import crm.chassis.sql.SqlStates;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets a client repeat a POST safely (the header of draft-ietf-httpapi-idempotency-key-header). The key is inserted
 * first and its answer last, both in the transaction of the work itself: either all of it happened or nothing did.
 * Whoever repeats a finished request gets the first answer again; another body under the same key is a 422. While the
 * first is running, repetitions wait for it for a few seconds and are told 409 after that. An answer that refused the
 * work is not kept, since nothing happened. Keys are kept for 24 hours by the clock of the database, which no instance can
 * put ahead; each user has a space of their own.
 */
@Singleton
public class Idempotency {

    private static final int MAX_KEY_LENGTH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int PRUNED_AT_ONCE = 5_000;

    private final Pool pool;

    /** Requests of this instance under way, so that repetitions wait here, hold no connection, and have no part in the work itself. */
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    Idempotency(Pool pool) {
        this.pool = pool;
    }

    /**
     * Does the work once.
     *
     * @param key value of the Idempotency-Key header; null or blank does the work without keeping its answer
     * @param request what the key stands for: method, path and body
     * @param work runs in one transaction with the key
     */
    public Uni<Answer> once(String key, String request, byte[] body, Me me, Supplier<Uni<Answer>> work) {
        if (key == null || key.isBlank()) {
            return work.get();
        }
        if (key.length() > MAX_KEY_LENGTH || !key.chars().allMatch(c -> c > 31 && c < 127)) {
            String detail = "An Idempotency-Key has at most " + MAX_KEY_LENGTH + " printable ASCII characters.";
            throw Problem.malformed(detail, new FieldError("Idempotency-Key", detail));
        }
        byte[] hash = hash(request, body);
        String place = me.login() + "\n" + key;
        return find(key, hash, me).chain(known -> {
            if (known != null) {
                return Uni.createFrom().item(known);
            }
            CompletableFuture<Void> mine = new CompletableFuture<>();
            CompletableFuture<Void> earlier = running.putIfAbsent(place, mine);
            if (earlier == null) {
                return first(key, hash, me, work).onTermination().invoke(() -> {
                    running.remove(place, mine);
                    mine.complete(null);
                });
            }
            Context here = Vertx.currentContext();
            // a copy, since giving up waiting cancels what is waited for
            return Uni.createFrom().completionStage(earlier::copy)
                    .ifNoItem().after(PATIENCE).failWith(Idempotency::stillRunning)
                    .emitOn(task -> here.runOnContext(woken -> task.run()))
                    .chain(done -> find(key, hash, me))
                    .onItem().ifNull().failWith(Idempotency::stillRunning);
        });
    }

    private Uni<Answer> first(String key, byte[] hash, Me me, Supplier<Uni<Answer>> work) {
        return Panache.withTransaction(() -> claim(key, hash, me)
                        .chain(claimed -> {
                            if (!claimed) {
                                return Uni.createFrom().<Answer>failure(new Taken());
                            }
                            return work.get().chain(answer -> keep(key, answer, me).replaceWith(answer));
                        }))
                .onFailure(Taken.class).recoverWithUni(() -> find(key, hash, me).onItem().ifNull().failWith(Idempotency::stillRunning))
                .onFailure(failure -> "55P03".equals(SqlStates.of(failure))).transform(failure -> stillRunning());
    }

    /** Waits for another instance that inserted the same key in a transaction that is still open, but not for long. */
    private Uni<Boolean> claim(String key, byte[] hash, Me me) {
        return Panache.getSession().chain(session -> SessionSql.update(session, "set local lock_timeout = '10s'")
                .chain(() -> SessionSql.update(session, "insert into idempotency_key (principal, key, request_hash, created_at)"
                        + " values ($1, $2, $3, now()) on conflict do nothing",
                        me.login(), key, Buffer.buffer(hash)))
                .map(rows -> rows == 1));
    }

    private Uni<Void> keep(String key, Answer answer, Me me) {
        return Panache.getSession()
                .chain(session -> session.flush().chain(() -> SessionSql.update(session, "update idempotency_key set status = $3,"
                        + " headers = cast(cast($4 as text) as jsonb), body = $5 where principal = $1 and key = $2",
                        me.login(), key, answer.status(), new JsonObject(new LinkedHashMap<>(answer.headers())).encode(),
                        answer.body() == null ? null : Buffer.buffer(answer.body()))))
                .replaceWithVoid();
    }

    /** The answer kept under the key; null where there is none yet. */
    private Uni<Answer> find(String key, byte[] hash, Me me) {
        return pool.preparedQuery("select request_hash, status, headers, body from idempotency_key where principal = $1 and key = $2")
                .execute(Tuple.of(me.login(), key))
                .map(rows -> {
                    var iterator = rows.iterator();
                    if (!iterator.hasNext()) {
                        return null;
                    }
                    Row row = iterator.next();
                    if (!Arrays.equals(row.getBuffer(0).getBytes(), hash)) {
                        throw new Problem(422, "idempotency-key-reused", "The key belongs to another request",
                                "This Idempotency-Key was used with another body or path. Use a new key for a new request.");
                    }
                    Map<String, String> headers = new LinkedHashMap<>();
                    row.getJsonObject(2).forEach(header -> headers.put(header.getKey(), header.getValue().toString()));
                    return new Answer(row.getInteger(1), headers, row.getBuffer(3) == null ? null : row.getBuffer(3).getBytes());
                });
    }

    private static Problem stillRunning() {
        return Problem.conflict("request-still-running", "The first request is still running",
                "A request with this Idempotency-Key has not finished. Repeat it in a moment.").header("Retry-After", "1");
    }

    private static byte[] hash(String request, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(body == null ? new byte[0] : body);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return pool.preparedQuery("delete from idempotency_key where ctid in (select ctid from idempotency_key where created_at < now() - make_interval(secs => $1)"
                        + " order by created_at limit " + PRUNED_AT_ONCE + " for update skip locked)")
                .execute(Tuple.of((double) KEPT.toSeconds()))
                .replaceWithVoid();
    }

    /** Another instance was first with this key. */
    private static final class Taken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Taken() {
            super(null, null, false, false);
        }
    }
}

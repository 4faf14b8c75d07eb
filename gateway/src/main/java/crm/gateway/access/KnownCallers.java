package crm.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import crm.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Credentials that have been verified and the callers they belong to. Verifying one costs more than all the rest of a
 * request, so it is done once: a token is remembered until it expires, a session for a minute at most.
 */
@ApplicationScoped
public class KnownCallers {

    /** Sessions that were ended stay known as ended for as long as a refresh token may live. */
    private static final Duration ENDED = Duration.ofHours(12);
    private static final int MOST_ENDED = 100_000;
    /** A session is verified again so many seconds before its token expires, which renews the token. */
    private static final long RENEWAL = 20;

    private final Clock clock;
    private final Cache<String, Caller> byToken;
    private final Cache<String, Caller> bySession;
    private final Cache<String, Boolean> ended;

    public KnownCallers(GatewayConfig config, Clock clock) {
        this.clock = clock;
        this.byToken = Caffeine.newBuilder().maximumSize(config.memory().tokens())
                .expireAfterAccess(Duration.ofMinutes(15)).build();
        this.bySession = Caffeine.newBuilder().maximumSize(config.memory().sessions())
                .expireAfterWrite(config.memory().session()).build();
        this.ended = Caffeine.newBuilder().maximumSize(MOST_ENDED).expireAfterWrite(ENDED).build();
    }

    /** The caller of a credential verified before, or null. */
    public Caller find(Credential credential) {
        Caller caller = memory(credential).getIfPresent(credential.value());
        if (caller == null) {
            return null;
        }
        long margin = credential.cookie() ? RENEWAL : 0;
        if (clock.instant().getEpochSecond() >= caller.expiresAt() - margin || hasEnded(caller.session())) {
            memory(credential).invalidate(credential.value());
            return null;
        }
        return caller;
    }

    public void remember(Credential credential, Caller caller) {
        memory(credential).put(credential.value(), caller);
    }

    /** From now on nothing that belongs to this session is accepted. */
    public void end(String session) {
        if (session != null) {
            ended.put(session, Boolean.TRUE);
        }
    }

    public boolean hasEnded(String session) {
        return session != null && ended.getIfPresent(session) != null;
    }

    /** Every session is verified again at its next request. */
    public void forgetSessions() {
        bySession.invalidateAll();
    }

    private Cache<String, Caller> memory(Credential credential) {
        return credential.cookie() ? bySession : byToken;
    }
}

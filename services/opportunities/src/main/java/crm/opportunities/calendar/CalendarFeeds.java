package crm.opportunities.calendar;

import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.directory.Directory;
import crm.chassis.problem.Problem;
import crm.opportunities.activity.Activities;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Who has a feed of their calendar. A person has one at most; a new token puts an end to the old one. */
@Singleton
class CalendarFeeds {

    private final Pool pool;
    private final Clock clock;
    private final Directory directory;
    private final Activities activities;

    CalendarFeeds(Pool pool, Clock clock, Directory directory, Activities activities) {
        this.pool = pool;
        this.clock = clock;
        this.directory = directory;
        this.activities = activities;
    }

    /** When a feed was opened, and when a program last read it; null where none has. */
    record Feed(Instant createdAt, Instant readAt) {}

    /** @return the token, which nobody is told again */
    Uni<String> open(Me me) {
        String token = FeedToken.fresh();
        return pool.preparedQuery("insert into calendar_feed (login, token_hash, created_at) values ($1, $2, $3) on conflict (login)"
                        + " do update set token_hash = excluded.token_hash, created_at = excluded.created_at, read_at = null")
                .execute(Tuple.of(me.login(), FeedToken.hash(token), now())).replaceWith(token);
    }

    Uni<Feed> of(Me me) {
        return pool.preparedQuery("select created_at, read_at from calendar_feed where login = $1").execute(Tuple.of(me.login())).map(rows -> {
            if (!rows.iterator().hasNext()) {
                throw Problem.notFound();
            }
            var row = rows.iterator().next();
            return new Feed(row.getOffsetDateTime(0).toInstant(), row.getOffsetDateTime(1) == null ? null : row.getOffsetDateTime(1).toInstant());
        });
    }

    Uni<Void> close(Me me) {
        return pool.preparedQuery("delete from calendar_feed where login = $1").execute(Tuple.of(me.login())).replaceWithVoid();
    }

    /**
     * Whose calendar a token opens.
     *
     * @return fails with 404 where it opens none, also because the person has left or works with activities no more
     */
    Uni<String> owner(String token) {
        if (token == null) {
            throw Problem.notFound();
        }
        return pool.preparedQuery("update calendar_feed set read_at = $2 where token_hash = $1 returning login").execute(Tuple.of(FeedToken.hash(token), now()))
                .map(rows -> {
                    String login = rows.iterator().hasNext() ? rows.iterator().next().getString(0) : null;
                    if (login == null || directory.isKnown() && !works(login)) {
                        throw Problem.notFound();
                    }
                    return login;
                });
    }

    private boolean works(String login) {
        return directory.hasPerson(login)
                && directory.rolesOf(login).stream().anyMatch(role -> activities.type().access().of(role).read() != Scope.NONE);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

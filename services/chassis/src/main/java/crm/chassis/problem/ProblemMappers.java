package crm.chassis.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.sql.SqlStates;
import io.opentelemetry.api.trace.Span;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where a failure becomes an answer of RFC 9457. */
@Singleton
public final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final int RETRY_SECONDS = 2;

    private final ObjectMapper json;

    ProblemMappers(ObjectMapper json) {
        this.json = json;
    }

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return response(problem);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException failure) {
        return response(Problem.unauthenticated());
    }

    @ServerExceptionMapper
    Response unauthorized(AuthenticationFailedException failure) {
        return response(Problem.unauthenticated());
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure) {
        return response(Problem.forbidden("Your roles do not allow this."));
    }

    /** What the framework itself refuses: an unknown path, method or media type, a parameter of the wrong type. */
    @ServerExceptionMapper
    Response refused(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        if (status >= 300 && status < 400) {
            return failure.getResponse();
        }
        return response(switch (status) {
            case 401 -> Problem.unauthenticated();
            case 403 -> Problem.forbidden("Your roles do not allow this.");
            case 404 -> new Problem(404, "not-found", "Not found", "There is nothing at this address, or a parameter has a value it cannot have.");
            case 405 -> new Problem(405, "method-not-allowed", "Not possible here", "This address does not take this method.");
            case 406 -> new Problem(406, "not-acceptable", "Not available in that form", "Ask for application/json.");
            case 413 -> new Problem(413, "too-large", "The request is too large", "The request is larger than this address takes.");
            case 415 -> new Problem(415, "unsupported-media-type", "Not understood in that form", "This address does not take this content type.");
            default -> status < 500 ? new Problem(status, "malformed-request", "The request cannot be understood", "The request cannot be understood.") : unexpected(failure);
        });
    }

    @ServerExceptionMapper
    Response failed(Throwable failure) {
        return response(of(failure));
    }

    /** What a failure that nobody expected is told as. */
    Problem of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        String state = SqlStates.of(failure);
        if (state != null) {
            return ofDatabase(failure, state);
        }
        if (isAway(failure)) {
            LOG.warnf("A store is away: %s", failure.getMessage());
            return Problem.unavailable("A part of the system is away. Nothing was stored.", RETRY_SECONDS);
        }
        return unexpected(failure);
    }

    private static Problem ofDatabase(Throwable failure, String state) {
        return switch (state) {
            case "23505" -> Problem.conflict("not-unique", "A value is taken", "There is another record with a value that has to be unique.");
            case "23503" -> Problem.invalid("", "A record that is referred to does not exist.");
            case "22003" -> Problem.invalid("", "A number, or what it amounts to in the base currency, is too large.");
            case "22008" -> Problem.malformed("A day or a moment lies too far away.");
            case "22021", "22P05" -> Problem.malformed("A text contains a character that cannot be stored.");
            case "57014" -> Problem.unavailable("The query took too long. Ask for less.", RETRY_SECONDS);
            default -> state.startsWith("08") || state.startsWith("57") || state.startsWith("53") || state.startsWith("40") || state.equals("25006")
                    ? Problem.unavailable("The database is away or busy. Nothing was stored.", RETRY_SECONDS)
                    : unexpected(failure);
        };
    }

    private static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof OIDCException || cause instanceof TimeoutException || cause instanceof java.io.IOException
                    || cause instanceof io.vertx.core.impl.NoStackTraceThrowable || cause.getClass().getName().contains("ClosedConnection")
                    || cause instanceof io.netty.channel.ChannelException || cause instanceof io.vertx.core.VertxException && !(cause instanceof PgException)) {
                return true;
            }
        }
        return false;
    }

    private static Problem unexpected(Throwable failure) {
        LOG.error("A request failed for a reason that nobody foresaw", failure);
        return new Problem(500, "unexpected", "Something went wrong", "This was not foreseen and has been written down. Quote the trace id.", List.of());
    }

    private Response response(Problem problem) {
        Response.ResponseBuilder response = Response.status(problem.status()).type(MEDIA_TYPE)
                .entity(json.valueToTree(problem.document(Span.current().getSpanContext().getTraceId())).toString());
        problem.headers().forEach(response::header);
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }
}

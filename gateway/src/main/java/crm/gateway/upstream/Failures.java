package crm.gateway.upstream;

import crm.gateway.limits.BodyTooLarge;
import crm.gateway.answer.Problem;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** What a client is told when a service gave no answer. */
final class Failures {

    private static final Logger LOG = Logger.getLogger(Failures.class);
    private static final long SOON = 2;

    private Failures() {}

    static Problem problem(Upstream upstream, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause()
                : failure;
        if (cause instanceof BodyTooLarge tooLarge) {
            return Problem.tooLarge(tooLarge.most());
        }
        if (cause instanceof ClientGone) {
            return Problem.unavailable("The client went away.", 0);
        }
        if (cause instanceof CircuitBreakerOpenException) {
            return Problem.unavailable("The " + upstream.name()
                    + " service has failed repeatedly and is left alone for a moment.",
                    Math.max(1, upstream.pause().toSeconds()));
        }
        LOG.warnf("The %s service gave no answer: %s", upstream.name(), cause instanceof NotConnected
                ? cause.getCause() : cause);
        if (cause instanceof NotConnected) {
            return Problem.unavailable("The " + upstream.name() + " service is away.", SOON);
        }
        if (cause instanceof TimeoutException) {
            return Problem.tookTooLong(upstream.name());
        }
        return Problem.unavailable("The " + upstream.name()
                + " service went away while it answered. Repeat what reads; repeat"
                + " what writes with the same Idempotency-Key.", SOON);
    }
}

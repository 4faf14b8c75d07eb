package crm.gateway.limits;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/** A request body of unknown length that is counted while it passes, and cut off when it becomes too large. */
public final class LimitedBody implements ReadStream<Buffer> {

    private final HttpServerRequest request;
    private final long most;
    private long passed;
    private boolean exceeded;
    private Handler<Throwable> failed;

    public LimitedBody(HttpServerRequest request, long most) {
        this.request = request;
        this.most = most;
    }

    public boolean exceeded() {
        return exceeded;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> next) {
        request.handler(next == null ? null : part -> pass(part, next));
        return this;
    }

    private void pass(Buffer part, Handler<Buffer> next) {
        passed += part.length();
        if (passed <= most) {
            next.handle(part);
        } else if (!exceeded) {
            exceeded = true;
            if (failed != null) {
                failed.handle(new BodyTooLarge(most));
            }
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        failed = handler;
        request.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        request.endHandler(handler == null ? null : end -> {
            if (!exceeded) {
                handler.handle(end);
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        request.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        request.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        request.fetch(amount);
        return this;
    }
}

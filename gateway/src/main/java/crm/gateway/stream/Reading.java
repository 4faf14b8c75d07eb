package crm.gateway.stream;

import com.rabbitmq.client.Channel;
import java.io.IOException;

/**
 * A channel that the stream is read on, and how far. The broker is told of many deliveries in one word, which costs both sides a
 * fraction of a word for each; in a stream nothing but how much it sends ahead depends on that.
 */
final class Reading {

    /** Far fewer than are sent ahead, or the stream would stand still. */
    static final int TOGETHER = 50;

    private final Channel channel;
    private long taken;
    private long told;

    Reading(Channel channel) {
        this.channel = channel;
    }

    Channel channel() {
        return channel;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** The next delivery was taken. */
    synchronized void took(long tag) throws IOException {
        taken = tag;
        if (taken - told >= TOGETHER) {
            tell();
        }
    }

    /** Tells what was not told yet: the broker gives up a reader that leaves a delivery unanswered for long. */
    synchronized void tell() throws IOException {
        if (taken > told) {
            channel.basicAck(taken, true);
            told = taken;
        }
    }
}

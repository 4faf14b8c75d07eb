package crm.chassis.inbox;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which deliveries of one AMQP channel nobody has told the broker about. To acknowledge a tag "and all before it" is one word for
 * many messages; it may be said only where all before it were settled, or a message that is still being worked on, put off or on
 * its way to the dead letters would be lost with it.
 */
final class Outstanding {

    private final NavigableSet<Long> tags = new TreeSet<>();
    private long last;

    /** Takes note of a delivery; a broker numbers them from 1, so what was passed over is on its way here. */
    synchronized void arrived(long tag) {
        for (long earlier = last + 1; earlier < tag; earlier++) {
            tags.add(earlier);
        }
        tags.add(tag);
        last = Math.max(last, tag);
    }

    /** The broker has been told of it, apart from all others. */
    synchronized void settled(long tag) {
        tags.remove(tag);
    }

    /**
     * Takes out what is done and can be told in one word.
     *
     * @return the tag up to which all may be acknowledged at once; 0 where there is none. What is done and larger stays outstanding
     */
    synchronized long upTo(Collection<Long> done) {
        NavigableSet<Long> mine = new TreeSet<>(done);
        long reached = 0;
        while (!tags.isEmpty() && mine.contains(tags.first())) {
            reached = tags.pollFirst();
        }
        return reached;
    }
}

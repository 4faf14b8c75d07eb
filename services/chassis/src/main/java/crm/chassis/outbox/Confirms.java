package crm.chassis.outbox;

import com.rabbitmq.client.ConfirmListener;
import java.util.BitSet;

/** What the broker says of the batch under way. Its words arrive on the connection's own thread. */
class Confirms implements ConfirmListener {

    private final BitSet confirmed = new BitSet();
    private final BitSet refused = new BitSet();
    private long first;
    private int size;
    private int returned;

    synchronized void expect(long firstTag, int batchSize) {
        confirmed.clear();
        refused.clear();
        first = firstTag;
        size = batchSize;
        returned = 0;
    }

    @Override
    public synchronized void handleAck(long tag, boolean multiple) {
        settle(tag, multiple, confirmed, refused);
    }

    @Override
    public synchronized void handleNack(long tag, boolean multiple) {
        settle(tag, multiple, refused, confirmed);
    }

    /** "Multiple" speaks of all up to the tag that were not settled before. */
    private void settle(long tag, boolean multiple, BitSet into, BitSet other) {
        int index = Math.toIntExact(tag - first);
        for (int i = multiple ? 0 : index; i <= index; i++) {
            if (!other.get(i)) {
                into.set(i);
            }
        }
    }

    synchronized void returnedOne() {
        returned++;
    }

    synchronized int returned() {
        return returned;
    }

    /** How many messages from the start of the batch are confirmed without a gap. */
    synchronized int confirmedPrefix() {
        return Math.min(size, confirmed.nextClearBit(0));
    }
}

package crm.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the broker is told while the stream is read. */
class ReadingTest {

    private final List<String> told = new ArrayList<>();
    private final Reading reading = new Reading((Channel) Proxy.newProxyInstance(Channel.class.getClassLoader(), new Class<?>[] {Channel.class},
            (channel, method, words) -> {
                told.add(method.getName() + " " + List.of(words));
                return null;
            }));

    @Test
    void isOneWordForManyDeliveries() throws IOException {
        take(1, 2 * Reading.TOGETHER + 1);
        assertThat(told).containsExactly("basicAck [50, true]", "basicAck [100, true]");
    }

    @Test
    void isAtTheNextBeatWhatWasLeftOver() throws IOException {
        take(1, 3);
        assertThat(told).isEmpty();
        reading.tell();
        assertThat(told).containsExactly("basicAck [3, true]");
    }

    @Test
    void isNothingTwice() throws IOException {
        take(1, Reading.TOGETHER);
        reading.tell();
        reading.tell();
        assertThat(told).containsExactly("basicAck [50, true]");
        take(Reading.TOGETHER + 1, 2 * Reading.TOGETHER);
        assertThat(told).hasSize(2).endsWith("basicAck [100, true]");
    }

    private void take(long first, long last) throws IOException {
        for (long tag = first; tag <= last; tag++) {
            reading.took(tag);
        }
    }
}

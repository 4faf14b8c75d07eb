package crm.local.platform;

import java.util.List;
import java.util.concurrent.Callable;

/** A server that somebody else runs and that takes the place of a part of ours: it is asked and set up, never started or stopped. */
public record Attached(String name, String address, Callable<Boolean> check, Callable<?> setUp) implements Part {

    @Override
    public List<Port> ports() {
        return List.of();
    }

    @Override
    public Running launch() {
        return new Running() {
            private volatile boolean left;

            @Override
            public boolean alive() {
                return !left;
            }

            @Override
            public long pid() {
                return 0;
            }

            @Override
            public void stop() {
                left = true;
            }
        };
    }

    @Override
    public boolean ready() throws Exception {
        return check.call();
    }

    @Override
    public void settle() throws Exception {
        setUp.call();
    }

    @Override
    public java.time.Duration patience() {
        return java.time.Duration.ofSeconds(30);
    }
}

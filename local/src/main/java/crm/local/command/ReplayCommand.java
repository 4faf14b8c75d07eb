package crm.local.command;

import crm.local.Problem;
import crm.local.Stores;
import crm.local.platform.Settings;
import crm.local.rabbitmq.DeadLetters;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Puts dead letters back into their queues. */
public final class ReplayCommand {

    private final Settings settings;

    public ReplayCommand(Settings settings) {
        this.settings = settings;
    }

    public int run(List<String> arguments) throws InterruptedException {
        DeadLetters letters = new DeadLetters(new Stores(settings).rabbitmq());
        try {
            List<String> all = letters.queues();
            if (!all.containsAll(arguments)) {
                throw new Problem("There is no such queue; known are " + String.join(", ", all) + ".");
            }
            int total = 0;
            for (String queue : arguments.isEmpty() ? all : arguments) {
                int replayed = letters.replay(queue);
                total += replayed;
                System.out.println(queue + ": " + replayed + " put back");
            }
            System.out.println(total + " in all");
            return 0;
        } catch (IOException | TimeoutException e) {
            throw new Problem("RabbitMQ does not answer (" + e.getMessage() + "): is the platform up?", e);
        }
    }
}

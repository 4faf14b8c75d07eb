package crm.chassis.inbox;

/** A message that no retry can cure: it goes to the dead-letter queue at once, and everything behind it flows on. */
public class PoisonMessage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PoisonMessage(String reason) {
        super(reason);
    }

    public PoisonMessage(String reason, Throwable cause) {
        super(reason, cause);
    }
}

package crm.gateway.limits;

/** A body was longer than what is taken here. */
public class BodyTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long most;

    public BodyTooLarge(long most) {
        super("More than " + most + " bytes", null, false, false);
        this.most = most;
    }

    public long most() {
        return most;
    }
}

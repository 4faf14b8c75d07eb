package crm.gateway.upstream;

/** Who asked did not wait for the answer; that says nothing about the service. */
class ClientGone extends RuntimeException {

    private static final long serialVersionUID = 1;

    ClientGone() {
        super("The client went away", null, false, false);
    }
}

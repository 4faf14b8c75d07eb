package crm.gateway.upstream;

/** No connection to a service came about, so nothing of the request has reached it. */
class NotConnected extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotConnected(Throwable cause) {
        super("No connection", cause, false, false);
    }
}

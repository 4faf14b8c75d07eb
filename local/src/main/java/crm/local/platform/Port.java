package crm.local.platform;

/** What listens where: each at a fixed distance from CRM_PORT, so two platforms on one machine need one number each. */
public enum Port {
    GATEWAY(0, "gateway"),
    LEADS(1, "leads"),
    OPPORTUNITIES(2, "opportunities"),
    CAMPAIGNS(3, "campaigns"),
    CASES(4, "cases"),
    GOVERNANCE(5, "governance"),
    KEYCLOAK(6, "Keycloak"),
    POSTGRESQL(7, "PostgreSQL"),
    RABBITMQ(8, "RabbitMQ"),
    RABBITMQ_MANAGEMENT(9, "RabbitMQ management"),
    SMTP(10, "mail (SMTP)"),
    INBOX(11, "mail inbox"),
    EPMD(12, "Erlang port mapper"),
    ERLANG_DISTRIBUTION(13, "Erlang distribution"),
    KEYCLOAK_MANAGEMENT(14, "Keycloak management");

    /** Ports from the first to the last, both included. */
    public static final int SPAN = 15;

    private final int offset;
    private final String title;

    Port(int offset, String title) {
        this.offset = offset;
        this.title = title;
    }

    public int offset() {
        return offset;
    }

    public String title() {
        return title;
    }
}

package crm.local.terminal;

import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Settings;
import java.time.Duration;

/** What somebody wants to know once everything runs. */
public record Summary(Settings settings, Duration took) {

    public String text(String howToStop) {
        Ports ports = settings.ports();
        String gateway = "http://localhost:" + ports.of(Port.GATEWAY);
        return """

                Tessera CRM is ready after %s.

                  Application   %s
                  API           %s/api/v1, described at %s/api/docs
                  Logins        sales-rep, sales-rep-2, sales-manager, marketer, marketing-manager, support-agent,
                                support-manager, success-manager, data-steward, compliance-officer, executive, crm-admin
                                password of each: crm          a token for curl: ./crm token sales-rep
                  Mail          %s (./crm mail); nothing leaves this machine
                  Keycloak      %s/auth/admin, user admin
                  RabbitMQ      http://localhost:%d, user crm-admin
                  PostgreSQL    127.0.0.1:%d (./crm psql leads)
                  Passwords     %s
                  Logs          %s (./crm logs leads -f)

                %s""".formatted(Progress.seconds(took), gateway, gateway, gateway,
                "http://localhost:" + ports.of(Port.INBOX) + "/messages", "http://localhost:" + ports.of(Port.KEYCLOAK),
                ports.of(Port.RABBITMQ_MANAGEMENT), ports.of(Port.POSTGRESQL),
                settings.home().resolve("credentials.properties"), settings.home().resolve("logs"), howToStop);
    }
}

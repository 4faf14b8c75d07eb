package crm.local.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import crm.local.platform.Part;
import crm.local.platform.Port;
import crm.local.platform.Ports;
import crm.local.platform.Running;
import java.io.IOException;
import java.util.List;

/** A mail server that delivers nothing: it takes every message and shows it. Lives in the launcher; forgets at its end. */
public final class Mail implements Part {

    private final Ports ports;
    private volatile GreenMail server;
    private volatile Inbox inbox;

    public Mail(Ports ports) {
        this.ports = ports;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public List<Port> ports() {
        return List.of(Port.SMTP, Port.INBOX);
    }

    @Override
    public Running launch() throws IOException {
        ServerSetup smtp = new ServerSetup(ports.of(Port.SMTP), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        server = new GreenMail(smtp);
        server.start();
        inbox = new Inbox(server, ports.of(Port.INBOX));
        return new Running() {
            private volatile boolean stopped;

            @Override
            public boolean alive() {
                return !stopped;
            }

            @Override
            public long pid() {
                return 0;
            }

            @Override
            public void stop() {
                stopped = true;
                inbox.close();
                server.stop();
            }
        };
    }

    @Override
    public boolean ready() {
        return server.isRunning();
    }

    @Override
    public String address() {
        return "smtp 127.0.0.1:" + ports.of(Port.SMTP) + ", inbox http://localhost:" + ports.of(Port.INBOX);
    }
}

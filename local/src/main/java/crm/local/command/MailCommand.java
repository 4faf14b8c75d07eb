package crm.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.local.Problem;
import crm.local.platform.Port;
import crm.local.platform.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Prints the mail that the platform would have sent. */
public final class MailCommand {

    private final String inbox;

    public MailCommand(Settings settings) {
        this.inbox = "http://localhost:" + settings.ports().of(Port.INBOX) + "/messages";
    }

    public int run() {
        try (InputStream in = URI.create(inbox).toURL().openStream()) {
            JsonNode messages = new ObjectMapper().readTree(in);
            messages.forEach(message -> System.out.println("#" + message.get("number") + "  to " + message.get("to")
                    + "  from " + message.get("from") + "\n    " + message.get("subject").asText() + "\n"
                    + message.get("body").asText().indent(4)));
            System.out.println(messages.size() + " messages; as JSON at " + inbox);
            return 0;
        } catch (IOException e) {
            throw new Problem("No inbox answers at " + inbox + ": is the platform up?", e);
        }
    }
}

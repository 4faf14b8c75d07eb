package crm.opportunities.dropbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.TooMuchDataException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes mails in by SMTP, for one address and from people of the company. It believes the sender that it is told, so it
 * belongs behind the company's mail server, which checks that; see the documentation. A mail is accepted once it is
 * filed or known to lead nowhere; where that cannot be done now, the other side is told to try again.
 */
@Singleton
class Dropbox {

    private static final Logger LOG = Logger.getLogger(Dropbox.class);
    private static final int MOST_RECIPIENTS = 10;

    private final DropboxConfig config;
    private final FileMail fileMail;
    private final MailLedger ledger;
    private SMTPServer server;

    Dropbox(DropboxConfig config, FileMail fileMail, MailLedger ledger) {
        this.config = config;
        this.fileMail = fileMail;
        this.ledger = ledger;
    }

    void start(@Observes StartupEvent started) throws IOException {
        if (config.port().isEmpty()) {
            return;
        }
        SMTPServer.Builder builder = SMTPServer.port(config.port().getAsInt()).softwareName("Tessera").maxConnections(config.maxConnections())
                .maxRecipients(MOST_RECIPIENTS).maxMessageSize(config.maxBytes()).insertReceivedHeaders(false)
                .connectionTimeoutMs((int) config.patience().toMillis()).messageHandlerFactory(context -> new OneMail());
        server = (config.host().isPresent() ? builder.bindAddress(InetAddress.getByName(config.host().get())) : builder).build();
        server.start();
        LOG.infof("Mails for %s are filed at port %d", config.address(), port());
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (server != null) {
            server.stop();
        }
    }

    int port() {
        return server.getPortAllocated();
    }

    /** One mail on its way in, on a thread of its own. */
    private final class OneMail implements MessageHandler {

        private String sender;

        @Override
        public void from(String address) throws RejectException {
            String refusal = fileMail.refusal(address);
            if (refusal != null) {
                waitFor(() -> ledger.refused(address, refusal));
                throw new RejectException(550, "5.7.1 " + refusal);
            }
            sender = address;
        }

        @Override
        public void recipient(String address) throws RejectException {
            if (!address.equalsIgnoreCase(config.address())) {
                throw new RejectException(550, "5.1.1 There is no such mailbox here.");
            }
        }

        @Override
        public String data(InputStream data) throws RejectException, TooMuchDataException, IOException {
            byte[] bytes = data.readNBytes(config.maxBytes() + 1);
            if (bytes.length > config.maxBytes()) {
                throw new TooMuchDataException("5.3.4 A mail may have " + config.maxBytes() + " bytes.");
            }
            IncomingMail mail;
            try {
                mail = ReadMail.of(bytes);
            } catch (MessagingException | IOException | RuntimeException unreadable) {
                LOG.debugf("A mail of %s cannot be read: %s", sender, unreadable.toString());
                throw new RejectException(554, "5.6.0 This mail cannot be read.");
            }
            if (mail.from() == null || !mail.from().equalsIgnoreCase(sender)) {
                waitFor(() -> ledger.refused(sender, "Its From is not the address by which it came in."));
                throw new RejectException(550, "5.7.1 From has to be the address by which the mail comes in.");
            }
            waitFor(() -> fileMail.file(sender, mail, bytes.length));
            return "2.0.0 Ok";
        }

        @Override
        public void done() {}

        private void waitFor(Supplier<Uni<Void>> work) throws RejectException {
            try {
                VertxContextSupport.subscribeAndAwait(() -> work.get().ifNoItem().after(config.patience()).fail());
            } catch (Throwable failure) {
                LOG.errorf(failure, "A mail of %s could not be filed", sender);
                throw new RejectException(451, "4.3.0 This cannot be done now. Try again later.");
            }
        }
    }
}

package crm.opportunities.dropbox;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A mail as far as it is filed.
 *
 * @param key what tells it from others: its Message-ID, or else what a hash makes of it
 * @param from the address in its From; null where there is none
 * @param addresses all other addresses of it, in lower case
 * @param forwardedFrom the address that its text names as the sender of a mail that was handed on; null for none
 * @param sentAt null where it does not say
 * @param leftOut how many attachments were too many
 */
record IncomingMail(String key, String from, Set<String> addresses, String forwardedFrom, String subject, String text, Instant sentAt,
        List<Attachment> attachments, int leftOut) {

    /** A file that came with it. */
    record Attachment(String name, String type, byte[] content) {}
}

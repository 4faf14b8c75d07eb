package crm.opportunities.dropbox;

import crm.opportunities.dropbox.IncomingMail.Attachment;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a mail out of its bytes. Whatever it is made of, what is read of it has bounds. */
final class ReadMail {

    static final int LONGEST_TEXT = 20_000;

    private static final int LONGEST_LINE = 255;
    private static final int MOST_PARTS = 100;
    private static final int MOST_ATTACHMENTS = 20;
    private static final int MOST_ADDRESSES = 100;
    private static final int DEEPEST = 10;
    private static final Pattern FORWARDED = Pattern.compile("(?m)^[>\\s*]*From:[^\\n<]{0,200}<?([\\w.+-]{1,64}@[\\w-]+(?:\\.[\\w-]+)+)");
    private static final int FORWARDED_WITHIN = 4_000;

    private String text;
    private String html;
    private final List<Attachment> attachments = new ArrayList<>();
    private int leftOut;
    private int parts;

    private ReadMail() {}

    /** @throws MessagingException where it is no mail */
    static IncomingMail of(byte[] bytes) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(jakarta.mail.Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        ReadMail read = new ReadMail();
        read.part(message, 0);
        Set<String> addresses = new LinkedHashSet<>();
        for (Message.RecipientType type : List.of(Message.RecipientType.TO, Message.RecipientType.CC)) {
            addresses(message, type.toString()).forEach(address -> add(addresses, address));
        }
        List<String> from = addresses(message, "From");
        String id = message.getHeader("Message-ID", null);
        String body = read.text != null ? read.text : read.html == null ? null : Markup.textOf(read.html);
        Matcher forwarded = FORWARDED.matcher(body == null ? "" : body.substring(0, Math.min(FORWARDED_WITHIN, body.length())));
        return new IncomingMail(id == null || id.isBlank() ? hash(bytes) : shortened(id.strip(), LONGEST_LINE), from.isEmpty() ? null : from.get(0), addresses,
                forwarded.find() ? forwarded.group(1).toLowerCase(Locale.ROOT) : null, shortened(plain(subject(message)), LONGEST_LINE), shortened(plain(body), LONGEST_TEXT), sentAt(message),
                List.copyOf(read.attachments), read.leftOut);
    }

    private static void add(Set<String> addresses, String address) {
        if (addresses.size() < MOST_ADDRESSES) {
            addresses.add(address);
        }
    }

    /** Addresses in lower case; a header that is none is passed over. */
    private static List<String> addresses(MimeMessage message, String header) throws MessagingException {
        List<String> found = new ArrayList<>();
        String[] lines = message.getHeader(header);
        for (String line : lines == null ? new String[0] : lines) {
            try {
                for (Address address : InternetAddress.parseHeader(line, false)) {
                    String plain = ((InternetAddress) address).getAddress();
                    if (plain != null && plain.contains("@")) {
                        found.add(plain.toLowerCase(Locale.ROOT));
                    }
                }
            } catch (AddressException unreadable) {
                continue;
            }
        }
        return found;
    }

    private static String subject(MimeMessage message) throws MessagingException {
        String subject = message.getSubject();
        return subject == null || subject.isBlank() ? "(no subject)" : subject.strip();
    }

    private static Instant sentAt(MimeMessage message) throws MessagingException {
        return message.getSentDate() == null ? null : message.getSentDate().toInstant();
    }

    private void part(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            leftOut++;
            return;
        }
        ContentType type = type(part);
        if (type.getPrimaryType().equalsIgnoreCase("multipart")) {
            MimeMultipart several = new MimeMultipart(part.getDataHandler().getDataSource());
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart each = several.getBodyPart(i);
                part(each, depth + 1);
            }
        } else if (isText(part, type, "plain") && text == null) {
            text = text(part, type);
        } else if (isText(part, type, "html") && html == null) {
            html = text(part, type);
        } else if (attachments.size() < MOST_ATTACHMENTS) {
            attachments.add(new Attachment(name(part), (type.getPrimaryType() + "/" + type.getSubType()).toLowerCase(Locale.ROOT).replaceAll("[^\\w.+/-]", ""),
                    part.getInputStream().readAllBytes()));
        } else {
            leftOut++;
        }
    }

    private static boolean isText(Part part, ContentType type, String kind) throws MessagingException {
        return type.match("text/" + kind) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) && fileName(part) == null;
    }

    private static ContentType type(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType());
        } catch (ParseException unreadable) {
            return new ContentType("application", "octet-stream", null);
        }
    }

    private static String text(Part part, ContentType type) throws MessagingException, IOException {
        Charset charset = StandardCharsets.UTF_8;
        try {
            String named = type.getParameter("charset");
            charset = named == null ? charset : Charset.forName(MimeUtility.javaCharset(named));
        } catch (IllegalArgumentException unknown) {
            charset = StandardCharsets.UTF_8;
        }
        return new String(part.getInputStream().readAllBytes(), charset);
    }

    /** The last part of the name, whatever path somebody put before it. */
    private static String name(Part part) throws MessagingException {
        String name = fileName(part);
        String plain = name == null ? "" : plain(name).replaceAll("[\\r\\n\"]", "").replaceAll(".*[/\\\\]", "").strip();
        return plain.isEmpty() || plain.matches("\\.+") ? "attachment" : shortened(plain, LONGEST_LINE);
    }

    private static String fileName(Part part) throws MessagingException {
        try {
            String name = part.getFileName();
            return name == null ? null : MimeUtility.decodeText(name);
        } catch (ParseException | java.io.UnsupportedEncodingException unreadable) {
            return "attachment";
        }
    }

    private static String plain(String text) {
        return text == null ? null : text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "").strip();
    }

    private static String shortened(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, most - 1))) + "…";
    }

    private static String hash(byte[] bytes) {
        try {
            return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

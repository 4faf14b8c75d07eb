package crm.leads.form;

import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a form is given out with and comes back with: when that was and the id that its submission will have, signed.
 * So a form that is filled in too fast, too late or never was given out is known without anything being stored.
 */
record SubmissionToken(UUID submissionId, Instant issuedAt) {

    static final Duration LIFETIME = Duration.ofHours(24);

    static String issue(LeadForm form, Instant now) {
        String content = Ids.next() + "." + now.toEpochMilli();
        return content + "." + sign(form.secret, "form " + content);
    }

    /**
     * Reads a token.
     *
     * @throws Problem 422 where it is none of this form's, or it comes too early or too late
     */
    static SubmissionToken read(String text, LeadForm form, Instant now) {
        String[] parts = text == null ? new String[0] : text.split("\\.", -1);
        if (parts.length != 3 || !MessageDigest.isEqual(sign(form.secret, "form " + parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                parts[2].getBytes(StandardCharsets.UTF_8))) {
            throw Problem.invalid("/token", "This form was not given out here. Load it again.");
        }
        SubmissionToken token = new SubmissionToken(UUID.fromString(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])));
        if (now.isBefore(token.issuedAt.plusSeconds(form.minSeconds))) {
            throw new Problem(422, "too-fast", "That was fast", "Nobody fills this form in that fast. Try again in a moment.");
        }
        if (now.isAfter(token.issuedAt.plus(LIFETIME))) {
            throw new Problem(422, "form-expired", "The form is too old", "Load the form again.");
        }
        return token;
    }

    /** What the link in the mail of a submission carries. */
    static String confirmation(LeadForm form, UUID submissionId) {
        return submissionId + "." + sign(form.secret, "confirm " + submissionId);
    }

    /** The submission that a link confirms; null where the link is not one of ours. */
    static UUID confirmed(String text, LeadForm form) {
        try {
            UUID id = UUID.fromString(text.substring(0, text.indexOf('.')));
            return MessageDigest.isEqual(confirmation(form, id).getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.UTF_8)) ? id : null;
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException none) {
            return null;
        }
    }

    static String sign(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package crm.leads.form;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Takes in what anybody sends. What is too much, comes from a page that may not send it, was never given out or is
 * filled in by a machine goes no further; the same submission again changes nothing and is answered the same.
 */
@Singleton
public class ReceiveSubmission {

    static final Duration CONFIRMABLE = Duration.ofHours(48);

    private static final int MOST_VALUES = 100;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 5_000;

    /**
     * What came in.
     *
     * @param values by name, the trap and what no field asks for included
     * @param origin the Origin header; null for none
     * @param ownOrigin the origin that the platform itself is reached at; null where nobody says
     * @param address who sent it
     */
    public record Sent(String token, Map<String, String> values, Map<String, String> utm, String origin, String ownOrigin, String address,
            String userAgent) {}

    /** What who sent it hears. */
    public record Taken(boolean waitsForConfirmation, String thankYou) {}

    private final LeadForms forms;
    private final Submissions submissions;
    private final SubmissionRate rate;
    private final TakeSubmission take;
    private final ObjectMapper json;
    private final Clock clock;

    ReceiveSubmission(LeadForms forms, Submissions submissions, SubmissionRate rate, TakeSubmission take, ObjectMapper json, Clock clock) {
        this.forms = forms;
        this.submissions = submissions;
        this.rate = rate;
        this.take = take;
        this.json = json;
        this.clock = clock;
    }

    public Uni<Taken> receive(String key, Sent sent) {
        return forms.byKey(key).chain(form -> {
            String address = SubmissionToken.sign(form.secret, "address " + sent.address());
            return rate.count(address).chain(() -> {
                refuseOrigin(form, sent);
                refuseSize(sent.values());
                refuseSize(sent.utm());
                SubmissionToken token = SubmissionToken.read(sent.token(), form, clock.instant());
                Map<String, String> values = withUtm(sent);
                Submission submission = new Submission(token.submissionId(), values, raw(sent), email(form, sent.values()), sent.ownOrigin(), address);
                if (!sent.values().getOrDefault(FormPages.TRAP, "").isBlank()) {
                    return Panache.withTransaction(() -> submissions.keep(form, submission, Submission.State.SPAM)).replaceWith(thanks(form));
                }
                TakeSubmission.check(form, sent.values());
                return Panache.withTransaction(() -> submissions.keep(form, submission, form.doubleOptIn ? Submission.State.WAITING : Submission.State.TAKEN)
                                .chain(first -> !first || form.doubleOptIn ? Uni.createFrom().voidItem()
                                        : take.take(form, submission.id(), values, utm(values), false)))
                        .replaceWith(thanks(form));
            });
        });
    }

    /**
     * Somebody followed the link of a mail.
     *
     * @throws Problem 410 where the link was used, is too old or none of ours
     */
    public Uni<Taken> confirm(String key, String link) {
        return forms.byKey(key).chain(form -> {
            UUID id = SubmissionToken.confirmed(link, form);
            Instant notBefore = clock.instant().minus(CONFIRMABLE);
            return Panache.withTransaction(() -> (id == null ? Uni.createFrom().<Map<String, String>>nullItem() : submissions.waiting(form, id, notBefore))
                    .onItem().ifNull().failWith(() -> new Problem(410, "link-used", "This link is good no more",
                            "It was used already, or it is too old. Send the form again."))
                    .chain(values -> take.take(form, id, values, utm(values), true))).replaceWith(new Taken(false, thankYou(form)));
        });
    }

    private static Taken thanks(LeadForm form) {
        return new Taken(form.doubleOptIn, form.doubleOptIn ? "We have sent you a mail. Please follow its link to confirm." : thankYou(form));
    }

    private static String thankYou(LeadForm form) {
        return form.thankYou == null ? "Thank you." : form.thankYou;
    }

    private static void refuseOrigin(LeadForm form, Sent sent) {
        if (sent.origin() != null && !sent.origin().equals(sent.ownOrigin()) && !Arrays.asList(form.allowedOrigins).contains(sent.origin())) {
            throw Problem.forbidden("This form is not for the page that sent it.");
        }
    }

    private static void refuseSize(Map<String, String> values) {
        if (values.size() > MOST_VALUES || values.entrySet().stream()
                .anyMatch(value -> value.getKey().length() > LONGEST_NAME || value.getValue().length() > LONGEST_VALUE
                        || value.getKey().indexOf('\0') >= 0 || value.getValue().indexOf('\0') >= 0)) {
            throw Problem.invalid("/values", "At most " + MOST_VALUES + " values of " + LONGEST_VALUE + " characters can be sent.");
        }
    }

    /** Where somebody came from travels with the values of a page, or beside those of a program; it is kept with the values. */
    private static Map<String, String> withUtm(Sent sent) {
        Map<String, String> values = new LinkedHashMap<>(sent.values());
        sent.utm().forEach((part, value) -> values.putIfAbsent("utm_" + part, value));
        return values;
    }

    private static Map<String, Object> utm(Map<String, String> values) {
        Map<String, Object> utm = new LinkedHashMap<>();
        for (String part : new String[] {"source", "medium", "campaign", "term", "content"}) {
            String value = values.getOrDefault("utm_" + part, "").strip();
            if (!value.isEmpty()) {
                utm.put(part, value.substring(0, Math.min(value.length(), 255)));
            }
        }
        return utm;
    }

    private static String email(LeadForm form, Map<String, String> values) {
        return !form.doubleOptIn ? null : form.formFields().stream().filter(field -> "email".equals(field.to())).map(field -> values.get(field.name()))
                .filter(value -> value != null && !value.isBlank()).findFirst().orElse(null);
    }

    private ObjectNode raw(Sent sent) {
        ObjectNode raw = json.createObjectNode();
        raw.set("values", json.valueToTree(sent.values()));
        raw.set("utm", json.valueToTree(sent.utm()));
        raw.put("origin", sent.origin());
        raw.put("userAgent", sent.userAgent() == null ? null : sent.userAgent().substring(0, Math.min(500, sent.userAgent().length())));
        return raw;
    }
}

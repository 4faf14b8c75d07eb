package crm.opportunities.quick;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.change.Creation;
import crm.chassis.http.RequestFields;
import crm.chassis.idempotency.Answer;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.Links;
import crm.opportunities.activity.Activities;
import crm.opportunities.activity.Activity;
import crm.opportunities.activity.ActivityStatus;
import crm.opportunities.activity.ActivityType;
import crm.opportunities.quick.People.Person;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the activities that one line tells of, all or none, and says what it took the line for. A line that leaves
 * something open makes nothing: it is answered with 422, since nothing was done, and with questions whose answers can be
 * sent as they are.
 */
@Singleton
public class LogQuickly {

    private static final int LONGEST = 500;
    private static final int LONGEST_SUBJECT = 255;
    private static final Field TEXT = Field.text("text").max(LONGEST).required();
    private static final Field TIME_ZONE = Field.text("timeZone").max(64);
    private static final Field PREVIEW = Field.bool("preview");
    private static final Set<String> WITH_PEOPLE_OF_THEIR_OWN = Set.of("lead");

    private final Activities activities;
    private final People people;
    private final ZoneId usualZone;

    LogQuickly(Activities activities, People people, @ConfigProperty(name = "crm.time-zone") String usualZone) {
        this.activities = activities;
        this.people = people;
        this.usualZone = ZoneId.of(usualZone);
    }

    /**
     * Reads {@code {"text":…,"relatedTo":[…],"timeZone":…,"preview":…}}.
     *
     * @return 201 with what was made, or 200 with what would be made
     * @throws Problem 403 where the caller logs nothing, 422 with questions where the line is not clear
     */
    public Uni<Answer> log(JsonNode request, Me me, Language language) {
        if (!activities.type().access().mayCreate(me)) {
            throw Problem.forbidden("Your roles do not create records of this kind.");
        }
        Map<String, Object> wish = RequestFields.read(request, TEXT, activities.type().field("relatedTo"), TIME_ZONE, PREVIEW);
        String text = (String) wish.get("text");
        String[] relatedTo = wish.get("relatedTo") == null ? new String[0] : (String[]) wish.get("relatedTo");
        ZonedDateTime now = activities.chassis().clock().instant().atZone(zone((String) wish.get("timeZone")));
        Understanding understanding = Sentence.read(text, now, language);
        List<String> names = understanding.parts().stream().flatMap(part -> part.who().stream()).toList();
        return Panache.withTransaction(() -> people.named(names, relatedTo, me).chain(known -> {
            List<Question> questions = new ArrayList<>(understanding.questions());
            Set<String> notes = new LinkedHashSet<>();
            List<Activity> made = new ArrayList<>();
            for (Part part : understanding.parts()) {
                made.add(activity(part, links(part, relatedTo, known, questions, notes, language), now.getZone(), me));
            }
            if (!questions.isEmpty()) {
                throw asking(questions, language);
            }
            ObjectNode answer = echo(understanding.parts(), notes, language);
            return Boolean.TRUE.equals(wish.get("preview")) ? Uni.createFrom().item(Answer.of(200, answer)) : create(made, answer, me);
        }));
    }

    private Uni<Answer> create(List<Activity> made, ObjectNode answer, Me me) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Activity activity : made) {
            all = all.chain(() -> activities.create(activity, Creation.PLAIN, me)).replaceWithVoid();
        }
        return all.map(done -> {
            ArrayNode views = answer.putArray("activities");
            made.forEach(activity -> views.add(activities.view(activity, me)));
            return Answer.of(201, answer);
        });
    }

    private static Activity activity(Part part, String[] links, ZoneId zone, Me me) {
        Activity activity = new Activity();
        activity.type = part.type();
        activity.status = part.done() ? ActivityStatus.COMPLETED : ActivityStatus.OPEN;
        activity.direction = part.direction();
        activity.priority = part.priority();
        boolean tooLong = part.subject().length() > LONGEST_SUBJECT;
        activity.subject = tooLong ? part.subject().substring(0, LONGEST_SUBJECT - 1) + "…" : part.subject();
        activity.description = tooLong ? part.subject() : null;
        activity.outcome = part.outcome();
        activity.durationMinutes = part.minutes();
        activity.relatedTo = links;
        activity.source = "QUICK";
        activity.recurrence = part.recurrence();
        activity.timeZone = part.recurrence() == null ? null : zone.getId();
        if (part.done()) {
            activity.startsAt = part.when().toInstant();
            activity.completedAt = part.when().toInstant();
            activity.completedBy = me.login();
        } else if (part.when() != null && part.type() == ActivityType.MEETING) {
            activity.startsAt = part.when().toInstant();
        } else if (part.when() != null) {
            activity.dueAt = part.when().toInstant();
        }
        return activity;
    }

    /** What was sent, and the contacts that the names mean with their accounts. */
    private static String[] links(Part part, String[] relatedTo, Map<String, List<Person>> known, List<Question> questions, Set<String> notes, Language language) {
        Set<String> links = new LinkedHashSet<>(Arrays.asList(relatedTo));
        for (String name : part.who()) {
            List<Person> meant = People.meant(known.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()), part.company());
            if (meant.size() == 1) {
                links.add(Links.of("contact", meant.get(0).id()));
                if (meant.get(0).accountId() != null) {
                    links.add(Links.of("account", meant.get(0).accountId()));
                }
                notes.add(name + language.say(" is ", " ist ") + meant.get(0).label() + ".");
            } else if (Arrays.stream(relatedTo).map(Links::type).anyMatch(WITH_PEOPLE_OF_THEIR_OWN::contains)) {
                notes.add(name + language.say(" is taken for who was named with it.", " gilt als die Person, die dabei genannt ist."));
            } else if (meant.isEmpty()) {
                notes.add(name + language.say(" is none of the contacts that you see; the name stays in the text.", " ist keiner der Kontakte, die du siehst; der Name bleibt im Text."));
            } else if (questions.stream().noneMatch(asked -> asked.question().equals(which(name, language)))) {
                questions.add(new Question("who", which(name, language), meant.stream()
                        .map(person -> new Question.Option(person.label(), null, person.id().toString())).toList()));
            }
        }
        return links.toArray(String[]::new);
    }

    private static String which(String name, Language language) {
        return language.say("Which " + name + "?", "Wer ist mit " + name + " gemeint?");
    }

    private static Problem asking(List<Question> questions, Language language) {
        return new Problem(422, "not-clear", "This is not clear", String.join(" ", questions.stream().map(Question::question).toList())
                + language.say(" Nothing was made yet.", " Noch wurde nichts angelegt.")).with("questions", questions);
    }

    private ObjectNode echo(List<Part> parts, Set<String> notes, Language language) {
        ObjectNode answer = activities.chassis().mapper().createObjectNode();
        ArrayNode understood = answer.putArray("understood");
        parts.forEach(part -> understood.add(language == Language.GERMAN ? inGerman(part) : echo(part)));
        ArrayNode more = answer.putArray("notes");
        notes.forEach(more::add);
        return answer;
    }

    private static String echo(Part part) {
        String type = part.type().name().charAt(0) + part.type().name().substring(1).toLowerCase(Locale.ROOT);
        String when = part.done() ? ", done " + Moment.shown(part.when(), Language.ENGLISH) : part.when() == null ? ", without a day"
                : (part.type() == ActivityType.MEETING ? ", on " : ", due ") + Moment.shown(part.when(), Language.ENGLISH);
        return type + when + (part.recurrence() == null ? "" : ", and again by " + part.recurrence()) + (part.minutes() == null ? "" : ", " + part.minutes() + " minutes") + ": " + part.subject()
                + (part.outcome() == null ? "" : " (" + part.outcome() + ")");
    }

    private static String inGerman(Part part) {
        String type = switch (part.type()) {
            case CALL -> "Anruf";
            case EMAIL -> "E-Mail";
            case MEETING -> "Treffen";
            case NOTE -> "Notiz";
            default -> "Aufgabe";
        };
        String at = part.when() == null ? "" : Moment.shown(part.when(), Language.GERMAN);
        String when = part.done() ? ", erledigt " + at : part.when() == null ? ", ohne Tag" : (part.type() == ActivityType.MEETING ? ", am " : ", fällig ") + at;
        return type + when + (part.recurrence() == null ? "" : ", und wieder nach " + part.recurrence()) + (part.minutes() == null ? "" : ", " + part.minutes() + " Minuten") + ": " + part.subject()
                + (part.outcome() == null ? "" : " (" + part.outcome() + ")");
    }

    private ZoneId zone(String name) {
        try {
            return name == null ? usualZone : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Problem.invalid("/timeZone", "timeZone has to be a name such as Europe/Berlin.");
        }
    }
}

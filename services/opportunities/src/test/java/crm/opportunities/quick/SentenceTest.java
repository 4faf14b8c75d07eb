package crm.opportunities.quick;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of sentences that are written on Wednesday 25 November 2026 at 10:00 in Berlin. */
class SentenceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZonedDateTime NOW = LocalDateTime.of(2026, 11, 25, 10, 0).atZone(BERLIN);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            called Ann, wants quote Fri                         | CALL done 2026-11-25 10:00 [Ann] OUTBOUND: Called Ann / TASK due 2026-11-27 17:00 [Ann]: Wants quote
            Called Ann Smith yesterday                          | CALL done 2026-11-24 12:00 [Ann Smith] OUTBOUND: Called Ann Smith
            called ann                                          | CALL done 2026-11-25 10:00 [ann] OUTBOUND: Called ann
            I just called Dr. Müller at 9:15am                  | CALL done 2026-11-25 09:15 [Müller] OUTBOUND: Called Dr. Müller
            called Ann at 9                                     | CALL done 2026-11-25 09:00 [Ann] OUTBOUND: Called Ann
            called Ann from Acme Corp, left voicemail           | CALL done 2026-11-25 10:00 [Ann] at Acme Corp OUTBOUND: Called Ann from Acme Corp -> left voicemail
            called the customer                                 | CALL done 2026-11-25 10:00 OUTBOUND: Called the customer
            Ann called back, happy with the demo                | CALL done 2026-11-25 10:00 [Ann] INBOUND: Ann called back -> happy with the demo
            got a call from Bob                                 | CALL done 2026-11-25 10:00 [Bob] INBOUND: Got a call from Bob
            spoke with Ann and Bob Stone for 20 min             | CALL done 2026-11-25 10:00 20m [Ann, Bob Stone]: Spoke with Ann and Bob Stone
            couldn't reach Ann, try again tomorrow              | CALL done 2026-11-25 10:00 [Ann] OUTBOUND: Couldn't reach Ann / TASK due 2026-11-26 17:00 [Ann]: Try again
            emailed bob@acme.example the price list             | EMAIL done 2026-11-25 10:00 [bob@acme.example] OUTBOUND: Emailed bob@acme.example the price list
            email from Ann 2 days ago                           | EMAIL done 2026-11-23 12:00 [Ann] INBOUND: Email from Ann
            met Ann on Monday at 2pm for an hour                | MEETING done 2026-11-23 14:00 60m [Ann]: Met Ann
            met with Ann last Fri                               | MEETING done 2026-11-20 12:00 [Ann]: Met with Ann
            had lunch with Ann yesterday at noon                | MEETING done 2026-11-24 12:00 [Ann]: Had lunch with Ann
            lunch with Ann yesterday                            | MEETING done 2026-11-24 12:00 [Ann]: Lunch with Ann
            sent Ann the contract                               | TASK done 2026-11-25 10:00 [Ann]: Sent Ann the contract
            note: budget is 20k                                 | NOTE done 2026-11-25 10:00: Budget is 20k
            note: Ann is away until 5 Jan, call Bob             | NOTE done 2026-11-25 10:00: Ann is away until 5 Jan, call Bob
            call Ann tomorrow 3pm                               | CALL due 2026-11-26 15:00 [Ann] OUTBOUND: Call Ann
            call Ann 3pm                                        | CALL due 2026-11-25 15:00 [Ann] OUTBOUND: Call Ann
            call Ann at 9 today                                 | CALL due 2026-11-25 21:00 [Ann] OUTBOUND: Call Ann
            will phone Bob on Thursday at 15:30                 | CALL due 2026-11-26 15:30 [Bob] OUTBOUND: Will phone Bob
            call Ann in 2 hours                                 | CALL due 2026-11-25 12:00 [Ann] OUTBOUND: Call Ann
            ring Ann in half an hour                            | CALL due 2026-11-25 10:30 [Ann] OUTBOUND: Ring Ann
            call with Ann Fri 3-4pm                             | CALL due 2026-11-27 15:00 60m [Ann]: Call with Ann
            meeting with Ann 3 Dec at 14:00 for 45 min          | MEETING due 2026-12-03 14:00 45m [Ann]: Meeting with Ann
            meet Ann and Bob Dec 3, 2026 10:00-11:30            | MEETING due 2026-12-03 10:00 90m [Ann, Bob]: Meet Ann and Bob
            demo at Acme 2026-12-01T09:30                       | MEETING due 2026-12-01 09:30: Demo at Acme
            lunch with Ann Friday noon                          | MEETING due 2026-11-27 12:00 [Ann]: Lunch with Ann
            remind me to send the contract in 2 weeks           | TASK due 2026-12-09 17:00: Send the contract
            send Ann the quote by end of month                  | TASK due 2026-11-30 17:00 [Ann]: Send Ann the quote
            send quote eow                                      | TASK due 2026-11-27 17:00: Send quote
            follow up with Bob in three days                    | TASK due 2026-11-28 17:00 [Bob]: Follow up with Bob
            Ann wants a quote by Friday                         | TASK due 2026-11-27 17:00 [Ann]: Ann wants a quote
            need to prepare the demo before Monday              | TASK due 2026-11-29 17:00: Need to prepare the demo
            send contract on 3.12.                              | TASK due 2026-12-03 17:00: Send contract
            send contract 25/12                                 | TASK due 2026-12-25 17:00: Send contract
            send contract 12/25/2026                            | TASK due 2026-12-25 17:00: Send contract
            send contract 3rd of January                        | TASK due 2027-01-03 17:00: Send contract
            send contract 2026-12-04 08:00                      | TASK due 2026-12-04 08:00: Send contract
            check invoice tomorrow morning                      | TASK due 2026-11-26 09:00: Check invoice
            check invoice day after tomorrow                    | TASK due 2026-11-27 17:00: Check invoice
            quote for Ann next Monday                           | TASK due 2026-11-30 17:00 [Ann]: Quote for Ann
            renewal paperwork 1 Feb                             | TASK due 2027-02-01 17:00: Renewal paperwork
            send offer today, asap                              | TASK due 2026-11-25 17:00 HIGH: Send offer
            todo: order badges                                  | TASK: Order badges
            called Ann. She liked it. Send offer Mon            | CALL done 2026-11-25 10:00 [Ann] OUTBOUND: Called Ann -> She liked it / TASK due 2026-11-30 17:00 [Ann]: Send offer
            send report every Monday at 9am                     | TASK due 2026-11-30 09:00 FREQ=WEEKLY;BYDAY=MO: Send report
            call Ann every Tue and Fri 10am                     | CALL due 2026-11-27 10:00 FREQ=WEEKLY;BYDAY=TU,FR [Ann] OUTBOUND: Call Ann
            check pipeline every weekday                        | TASK due 2026-11-26 17:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR: Check pipeline
            review forecast every other week                    | TASK due 2026-12-09 17:00 FREQ=WEEKLY;INTERVAL=2: Review forecast
            send invoice every 3 months                         | TASK due 2027-02-25 17:00 FREQ=MONTHLY;INTERVAL=3: Send invoice
            meet at 3pm Friday with Ann                         | MEETING due 2026-11-27 15:00 [Ann]: Meet with Ann
            send NDA to Ann and Bob by Friday 5pm               | TASK due 2026-11-27 17:00 [Ann, Bob]: Send NDA to Ann and Bob
            called Ann, wants quote Fri, and demo Mon 3pm       | CALL done 2026-11-25 10:00 [Ann] OUTBOUND: Called Ann / TASK due 2026-11-27 17:00 [Ann]: Wants quote / MEETING due 2026-11-30 15:00 [Ann]: Demo
            got an email from Ann, reply tomorrow               | EMAIL done 2026-11-25 10:00 [Ann] INBOUND: Got an email from Ann / EMAIL due 2026-11-26 17:00 [Ann] OUTBOUND: Reply
            cancel meeting with Ann                             | TASK [Ann]: Cancel meeting with Ann
            call ann fri 15h                                    | CALL due 2026-11-27 15:00 [ann] OUTBOUND: Call ann
            review contract by the 15th                         | TASK due 2026-12-15 17:00: Review contract
            will send contract tonight                          | TASK due 2026-11-25 18:00: Will send contract
            spoke to Maria. She'll get back to me by Thursday   | CALL done 2026-11-25 10:00 [Maria]: Spoke to Maria / TASK due 2026-11-26 17:00 [Maria]: She'll get back to me
            called Ann and emailed Bob                          | CALL done 2026-11-25 10:00 [Ann] OUTBOUND: Called Ann / EMAIL done 2026-11-25 10:00 [Bob] OUTBOUND: Emailed Bob
            called Ann, needs an offer, tomorrow                | CALL done 2026-11-25 10:00 [Ann] OUTBOUND: Called Ann / TASK due 2026-11-26 17:00 [Ann]: Needs an offer
            """)
    void isUnderstood(String sentence, String expected) {
        Understanding understanding = Sentence.read(sentence, NOW, Language.ENGLISH);

        assertThat(understanding.questions()).isEmpty();
        assertThat(shown(understanding)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            call Ann next Friday           | when | When is "next Friday"?                                          | call Ann 2026-11-27 / call Ann 2026-12-04
            call Ann Wednesday             | when | When is "Wednesday"?                                            | call Ann 2026-11-25 / call Ann 2026-12-02
            called Ann Wed                 | when | When is "Wed"?                                                  | called Ann 2026-11-18 / called Ann 2026-11-25
            called Ann last Monday         | when | When is "last Monday"?                                          | called Ann 2026-11-16 / called Ann 2026-11-23
            call Ann tomorrow at 3         | when | When is "tomorrow at 3"?                                        | call Ann 2026-11-26 03:00 / call Ann 2026-11-26 15:00
            send report every Mon at 9:00  | when | When is "every Mon 9:00"?                                       | send report every Mon 09:00 / send report every Mon 21:00
            call Ann at 3 tomorrow         | when | When is "tomorrow at 3"?                                        | call Ann 2026-11-26 03:00 / call Ann 2026-11-26 15:00
            send contract 3/12             | when | When is "3/12"?                                                 | send contract 2026-12-03 / send contract 2027-03-12
            send contract next week        | when | When is "next week"?                                            | send contract 2026-11-30 / send contract 2026-12-01 / send contract 2026-12-02 / send contract 2026-12-03 / send contract 2026-12-04
            send quote Fri or Mon          | when | When is "Fri Mon"?                                              | send quote 2026-11-27 / send quote 2026-11-30
            call Ann 9am                   | when | 9am today is over. Which day is it?                             | call Ann 2026-11-26 09:00
            called Ann 3pm                 | when | 3pm today is still to come. Which day is it?                    | called Ann 2026-11-24 15:00
            called Ann tomorrow            | when | Thursday 26 November 2026 12:00 Europe/Berlin is still to come, and you write as if it had happened. |
            send contract yesterday        | when | Tuesday 24 November 2026 17:00 Europe/Berlin is over, and you write as if it were to come. |
            send contract 31 Nov           | when | There is no day such as 31 Nov.                                 |
            Ann is on vacation until 5 Jan | what | Is "Ann is on vacation" something to do, or a note?             | todo: Ann is on vacation until 5 Jan / note: Ann is on vacation until 5 Jan
            reschedule the demo to Friday  | when | "to Friday" may be what it is about. Until when is "reschedule the demo" to be done? |
            called Ann every Monday        | when | "called Ann" happened, so it cannot be to come again and again. When was it? |
            meeting with Ann tomorrow      | when | At what time is "meeting with Ann"?                             |
            meet Ann                       | when | When is "meet Ann"?                                             |
            call 2027-03-28 02:30          | when | The clocks are put forward over 02:30 on Sunday 28 March 2027. When is it? |
            call Ann or Bob tomorrow       | who  | Is it Ann or Bob?                                               | call Ann tomorrow / call Bob tomorrow
            Acme budget                    | what | Is "Acme budget" something to do, or a note?                    | todo: Acme budget / note: Acme budget
            did not call Ann               | what | "did not call Ann": what was done, or is to be done?            |
            should I call Ann?             | what | This is a question itself. What was done, or is to be done?     |
            tomorrow                       | what | Is "tomorrow" something to do, or a note?                       |
            """)
    void isAskedBack(String sentence, String about, String question, String options) {
        List<Question> questions = Sentence.read(sentence, NOW, Language.ENGLISH).questions();

        assertThat(questions).hasSize(1);
        assertThat(questions.get(0).about()).isEqualTo(about);
        assertThat(questions.get(0).question()).isEqualTo(question);
        assertThat(questions.get(0).options().stream().map(Question.Option::text).collect(Collectors.joining(" / "))).isEqualTo(options == null ? "" : options);
        questions.get(0).options().stream().filter(option -> about.equals("when")).forEach(option ->
                assertThat(Sentence.read(option.text(), NOW, Language.ENGLISH).questions()).as(option.text()).isEmpty());
    }

    @Test
    void theSameHourTwiceIsAskedForAndItsAnswerIsUnderstood() {
        Question asked = Sentence.read("call Ann 2027-10-31 02:30", NOW, Language.ENGLISH).questions().get(0);

        assertThat(asked.question()).isEqualTo("02:30 is twice on Sunday 31 October 2027, as 2027-10-31T02:30+02:00 and as 2027-10-31T02:30+01:00. Which one is it?");
        assertThat(Sentence.read("call Ann 2027-10-31T02:30+01:00", NOW, Language.ENGLISH).parts().get(0).when().toInstant()).hasToString("2027-10-31T01:30:00Z");
    }

    @Test
    void aDayIsThatOfWhoWrites() {
        ZonedDateTime tokyo = NOW.withHour(20).toInstant().atZone(ZoneId.of("Asia/Tokyo"));

        assertThat(Sentence.read("call Ann tomorrow 3pm", tokyo, Language.ENGLISH).parts().get(0).when().toInstant()).hasToString("2026-11-27T06:00:00Z");
    }

    @Test
    void noTextIsTooOddToBeRead() {
        for (String odd : List.of("", " ", ",", "....", "?", "at 99", "in 5", "2026-99-99", "99/99", "call call call", "and and and", "\u0000", "called 😀, 💸 Fri", "3", "((((", "on", "for 3 h")) {
            Understanding understanding = Sentence.read(odd, NOW, Language.ENGLISH);
            assertThat(understanding.parts().size() + understanding.questions().size()).as(odd).isPositive();
        }
    }

    @Test
    @Timeout(10)
    void noTextTakesLong() {
        for (String piece : List.of("a", "A", "und ", "Ann und ", "mit Ann ", "jeden Montag und ", "E-Mail ", "am 3. ", "1", " ", "A ", "and ", "at 3 ", "1/", "3.", ", ", "call Ann ", "every mon and ", "I ", "'", "--", "(", "Dr. ")) {
            for (Language language : Language.values()) {
                Understanding understanding = Sentence.read("x" + piece.repeat(500 / piece.length()), NOW, language);
                assertThat(understanding.parts().size() + understanding.questions().size()).as(piece).isPositive();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Ann angerufen, nachfassen am Freitag                | CALL done 2026-11-25 10:00 [Ann] OUTBOUND: Ann angerufen / TASK due 2026-11-27 17:00 [Ann]: Nachfassen
            Ann angerufen, will Angebot bis Freitag             | CALL done 2026-11-25 10:00 [Ann] OUTBOUND: Ann angerufen / TASK due 2026-11-27 17:00 [Ann]: Will Angebot
            habe gestern Ann Müller angerufen                   | CALL done 2026-11-24 12:00 [Ann Müller] OUTBOUND: Ann Müller angerufen
            Frau Müller nicht erreicht, Mailbox                 | CALL done 2026-11-25 10:00 [Müller] OUTBOUND: Frau Müller nicht erreicht -> Mailbox
            mit Ann und Bob telefoniert, 20 Minuten             | CALL done 2026-11-25 10:00 20m [Ann, Bob]: Mit Ann und Bob telefoniert
            Rückruf von Bob                                     | CALL done 2026-11-25 10:00 [Bob] INBOUND: Rückruf von Bob
            Ann hat angerufen                                   | CALL done 2026-11-25 10:00 [Ann] INBOUND: Ann hat angerufen
            E-Mail an Ann geschickt                             | EMAIL done 2026-11-25 10:00 [Ann] OUTBOUND: E-Mail an Ann geschickt
            E-Mail von Ann vor 2 Tagen                          | EMAIL done 2026-11-23 12:00 [Ann] INBOUND: E-Mail von Ann
            Ann am Montag um 14 Uhr getroffen                   | MEETING done 2026-11-23 14:00 [Ann]: Ann getroffen
            Angebot geschickt                                   | TASK done 2026-11-25 10:00: Angebot geschickt
            Notiz: Budget ist 20 T€                             | NOTE done 2026-11-25 10:00: Budget ist 20 T€
            Ann morgen um 15 Uhr anrufen                        | CALL due 2026-11-26 15:00 [Ann] OUTBOUND: Ann anrufen
            Bob in 2 Stunden zurückrufen                        | CALL due 2026-11-25 12:00 [Bob] OUTBOUND: Bob zurückrufen
            Treffen mit Ann am 3. Dezember um 14:00, 45 Minuten | MEETING due 2026-12-03 14:00 45m [Ann]: Treffen mit Ann
            Mittagessen mit Ann am Freitagmittag um 12 Uhr      | MEETING due 2026-11-27 12:00 [Ann]: Mittagessen mit Ann
            Demo bei Acme am Freitagnachmittag                  | MEETING due 2026-11-27 14:00: Demo bei Acme
            Termin mit Ann bei Acme 1.12.2026 9-10:30 Uhr       | MEETING due 2026-12-01 09:00 90m [Ann] at Acme: Termin mit Ann bei Acme
            Angebot bis Ende des Monats an Ann schicken         | TASK due 2026-11-30 17:00 [Ann]: Angebot an Ann schicken
            Vertrag in zwei Wochen prüfen, dringend             | TASK due 2026-12-09 17:00 HIGH: Vertrag prüfen
            nicht vergessen: Vertrag morgen Nachmittag schicken | TASK due 2026-11-26 14:00: Vertrag schicken
            jeden Montag Bericht schicken                       | TASK due 2026-11-30 17:00 FREQ=WEEKLY;BYDAY=MO: Bericht schicken
            Ann angerufen und Bob geschrieben                   | CALL done 2026-11-25 10:00 [Ann] OUTBOUND: Ann angerufen / EMAIL done 2026-11-25 10:00 [Bob] OUTBOUND: Bob geschrieben
            Ann möchte ein Angebot bis nächsten Dienstag        | TASK due 2026-12-01 17:00 [Ann]: Ann möchte ein Angebot
            """)
    void isUnderstoodInGerman(String sentence, String expected) {
        Understanding understanding = Sentence.read(sentence, NOW, Language.GERMAN);

        assertThat(understanding.questions()).isEmpty();
        assertThat(shown(understanding)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Ann nächsten Freitag anrufen   | when | Wann ist "nächsten Freitag"?                             | Ann 2026-11-27 anrufen / Ann 2026-12-04 anrufen
            Ann morgen um 3 anrufen        | when | Wann ist "morgen um 3"?                                  | Ann 2026-11-26 03:00 anrufen / Ann 2026-11-26 15:00 anrufen
            Ann heute um 9 Uhr anrufen     | when | Mittwoch, 25. November 2026 09:00 Europe/Berlin ist vorbei, und du schreibst, als käme es noch. |
            Ann morgen angerufen           | when | Donnerstag, 26. November 2026 12:00 Europe/Berlin kommt erst noch, und du schreibst, als wäre es geschehen. |
            Treffen mit Ann morgen         | when | Um wie viel Uhr ist "Treffen mit Ann"?                   |
            Ann oder Bob morgen anrufen    | who  | Ist es Ann oder Bob?                                     | Ann morgen anrufen / Bob morgen anrufen
            Budget von Acme                | what | Ist "Budget von Acme" zu erledigen oder eine Notiz?      | Aufgabe: Budget von Acme / Notiz: Budget von Acme
            Ann nicht angerufen            | what | "Ann nicht angerufen": Was ist geschehen oder zu tun?    |
            Soll ich Ann anrufen?          | what | Das ist selbst eine Frage. Was ist geschehen oder zu tun? |
            """)
    void isAskedBackInGerman(String sentence, String about, String question, String options) {
        List<Question> questions = Sentence.read(sentence, NOW, Language.GERMAN).questions();

        assertThat(questions).hasSize(1);
        assertThat(questions.get(0).about()).isEqualTo(about);
        assertThat(questions.get(0).question()).isEqualTo(question);
        assertThat(questions.get(0).options().stream().map(Question.Option::text).collect(Collectors.joining(" / "))).isEqualTo(options == null ? "" : options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"de | GERMAN", "de-CH,de;q=0.9,en;q=0.8 | GERMAN", "fr, de;q=0.5 | GERMAN", "en-GB,de | ENGLISH", "fr | ENGLISH", " | ENGLISH", "den | ENGLISH"})
    void theLanguageIsTheFirstOfThoseAcceptedThatIsKnown(String accepted, Language language) {
        assertThat(Language.of(accepted)).isEqualTo(language);
    }

    private static String shown(Understanding understanding) {
        return understanding.parts().stream().map(SentenceTest::shown).collect(Collectors.joining(" / "));
    }

    private static String shown(Part part) {
        return part.type() + (part.done() ? " done " : part.when() == null ? "" : " due ") + (part.when() == null ? "" : MOMENT.format(part.when())) + (part.recurrence() == null ? "" : " " + part.recurrence())
                + (part.minutes() == null ? "" : " " + part.minutes() + "m") + (part.who().isEmpty() ? "" : " " + part.who())
                + (part.company() == null ? "" : " at " + part.company()) + (part.direction() == null ? "" : " " + part.direction())
                + (part.priority() == null ? "" : " " + part.priority()) + ": " + part.subject() + (part.outcome() == null ? "" : " -> " + part.outcome());
    }
}

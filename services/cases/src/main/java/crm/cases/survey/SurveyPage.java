package crm.cases.survey;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A survey as a page that needs neither scripts nor styles, for who follows the link in the mail. */
final class SurveyPage {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%1$s</title></head>
            <body><main><h1>%1$s</h1>
            %2$s
            </main></body>
            </html>
            """;
    private static final String FORM = """
            <form method="post">
            <p>%s</p>
            <fieldset><legend>From %d (not at all) to %d (very much)</legend>
            %s
            </fieldset>
            <p><label>Anything you want to add?<br><textarea name="comment" rows="4" cols="40" maxlength="%d"></textarea></label></p>
            <p><button type="submit">Send</button></p>
            </form>""";

    private SurveyPage() {}

    static String of(Question question) {
        String scores = IntStream.rangeClosed(question.worst(), question.best())
                .mapToObj(score -> "<label><input type=\"radio\" name=\"score\" value=\"" + score + "\" required> " + score + "</label>")
                .collect(Collectors.joining("\n"));
        return FRAME.formatted(escaped(question.question()), FORM.formatted(escaped(question.number() + ": " + question.subject()),
                question.worst(), question.best(), scores, AnswerSurvey.LONGEST_COMMENT));
    }

    /** A page that only says something. */
    static String saying(String title, String text) {
        return FRAME.formatted(escaped(title), "<p>" + escaped(text) + "</p>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}

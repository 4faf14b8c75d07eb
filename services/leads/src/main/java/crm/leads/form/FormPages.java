package crm.leads.form;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** What a form looks like to who fills it in. Templates escape all that comes from a form or from anybody. */
@Singleton
class FormPages {

    /** A field that people do not see and machines fill in. */
    static final String TRAP = "contactByFax";

    private final Template page;
    private final Template message;
    private final Template confirmation;
    private final ObjectMapper json;
    private final Clock clock;
    private final String script = resource("forms/embed.js");
    private final String style = resource("forms/style.css");

    FormPages(@Location("form.html") Template page, @Location("message.html") Template message, @Location("confirmation.html") Template confirmation,
            ObjectMapper json, Clock clock) {
        this.page = page;
        this.message = message;
        this.confirmation = confirmation;
        this.json = json;
        this.clock = clock;
    }

    /** What a program needs to show the form itself. */
    ObjectNode definition(LeadForm form) {
        ObjectNode definition = json.createObjectNode().put("key", form.key).put("title", form.title == null ? form.name : form.title);
        var fields = definition.putArray("fields");
        form.formFields().forEach(field -> {
            ObjectNode node = fields.addObject().put("name", field.name()).put("label", field.label()).put("kind", field.kind().name())
                    .put("required", field.required());
            if (!field.options().isEmpty()) {
                node.set("options", json.valueToTree(field.options()));
            }
        });
        return definition.put("trap", TRAP).put("token", SubmissionToken.issue(form, clock.instant()));
    }

    String page(LeadForm form) {
        return page.data("title", form.title == null ? form.name : form.title).data("base", form.key).data("fields", form.formFields())
                .data("trap", TRAP).data("token", SubmissionToken.issue(form, clock.instant())).render();
    }

    String message(String title, String text) {
        return message.data("title", title).data("text", text).render();
    }

    String confirmation(LeadForm form) {
        return confirmation.data("title", form.title == null ? form.name : form.title).render();
    }

    String style() {
        return style;
    }

    /** The script that builds the form in a page of somebody else; no text of the form is ever read as HTML or code. */
    String script(LeadForm form) {
        String literal = definition(form).toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
        return script.replace("__FORM__", literal);
    }

    private static String resource(String name) {
        try (InputStream stream = FormPages.class.getClassLoader().getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package crm.opportunities.quick;

import java.util.List;

/**
 * What has to be known before anything is written down.
 *
 * @param about {@code what}, {@code who} or {@code when}
 * @param options answers to choose from; empty where somebody has to say it in words of their own
 */
public record Question(String about, String question, List<Option> options) {

    /**
     * An answer.
     *
     * @param text the whole sentence as it would have been clear; null where {@code id} is what tells
     * @param id the person who is meant, to be sent among {@code relatedTo}; null where the text tells
     */
    public record Option(String label, String text, String id) {}
}

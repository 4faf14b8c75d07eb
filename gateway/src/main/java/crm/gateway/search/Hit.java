package crm.gateway.search;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** A record that was found. @param rank the greater the closer its title is to what was searched */
record Hit(SearchedCollection of, String id, String title, String subtitle, int rank) {

    /** Being the text counts more than beginning with it, a word that does more than any place, and other fields least. */
    static int closeness(String title, String text) {
        String in = title.toLowerCase(Locale.ROOT);
        String sought = text.toLowerCase(Locale.ROOT);
        if (in.equals(sought)) {
            return 4;
        }
        if (in.startsWith(sought)) {
            return 3;
        }
        if (in.contains(" " + sought)) {
            return 2;
        }
        return in.contains(sought) ? 1 : 0;
    }

    JsonObject json() {
        return new JsonObject().put("type", of.key()).put("id", id).put("title", title).put("subtitle", subtitle)
                .put("link", "/" + of.collection() + "/" + id);
    }
}

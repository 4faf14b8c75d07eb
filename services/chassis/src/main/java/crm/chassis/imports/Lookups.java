package crm.chassis.imports;

import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.sql.Parameters;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds the records that a file names by a value: one query a batch, remembered for the whole job. Only what the person
 * who imports may see is found.
 */
final class Lookups {

    private static final int REMEMBERED = 20_000;
    private static final int SUGGESTIONS_A_JOB = 200;
    private static final double SIMILAR = 0.4;

    /** What a text stands for: a record, or a reason why none, and perhaps what was meant. */
    record Answer(UUID id, String reason, String suggestion) {}

    private record Question(Lookup lookup, String text) {}

    private final Me me;
    private final Map<Question, Answer> known = new LinkedHashMap<>(1_000, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Answer> eldest) {
            return size() > REMEMBERED;
        }
    };
    private int suggestions;

    Lookups(Me me) {
        this.me = me;
    }

    /** Answers by text, for texts that are not blank. */
    Map<String, Answer> find(SqlConnection connection, Lookup lookup, Collection<String> texts) {
        Map<String, Answer> answers = new HashMap<>();
        List<String> asked = new ArrayList<>();
        for (String text : texts) {
            Answer answer = known.get(new Question(lookup, text));
            if (answer == null) {
                asked.add(text);
            } else {
                answers.put(text, answer);
            }
        }
        if (!asked.isEmpty()) {
            query(connection, lookup, asked).forEach((text, answer) -> {
                answers.put(text, answer);
                known.put(new Question(lookup, text), answer);
            });
        }
        return answers;
    }

    /** Forgets what was not found: rows of the file itself may be found from now on. */
    void forgetMissing(Lookup lookup) {
        known.entrySet().removeIf(entry -> entry.getKey().lookup().equals(lookup) && entry.getValue().id() == null);
    }

    private Map<String, Answer> query(SqlConnection connection, Lookup lookup, List<String> texts) {
        Parameters parameters = new Parameters();
        String by = lookup.by().sql();
        String sql = "select sought.sought_text, id from unnest(" + parameters.add(texts.toArray(String[]::new)) + "::text[]) as sought (sought_text) join "
                + lookup.type().table() + " on lower(" + by + ") = lower(sought.sought_text) where archived_at is null and "
                + RecordQueries.readable(lookup.type(), me, parameters);
        Map<String, List<UUID>> found = new HashMap<>();
        Waiting.on(connection.preparedQuery(sql).execute(parameters.tuple()))
                .forEach(row -> found.computeIfAbsent(row.getString(0), text -> new ArrayList<>()).add(row.getUUID(1)));
        Map<String, Answer> answers = new HashMap<>();
        for (String text : texts) {
            List<UUID> ids = found.getOrDefault(text, List.of());
            String named = lookup.type().name() + " \"" + ImportColumn.shortened(text) + "\"";
            answers.put(text, switch (ids.size()) {
                case 1 -> new Answer(ids.get(0), null, null);
                case 0 -> {
                    String suggestion = suggestion(connection, lookup, text);
                    yield new Answer(null, named + " was not found" + (suggestion == null ? "." : "; did you mean \"" + suggestion + "\"?"), suggestion);
                }
                default -> new Answer(null, named + " is not the only one: " + ids.size() + " records are called that", null);
            });
        }
        return answers;
    }

    /** Looking for what is similar costs a look at every record, so a job does it for its first missing texts only. */
    private String suggestion(SqlConnection connection, Lookup lookup, String text) {
        if (++suggestions > SUGGESTIONS_A_JOB) {
            return null;
        }
        Parameters parameters = new Parameters();
        String by = lookup.by().sql();
        String sought = parameters.add(text);
        String sql = "select " + by + " from " + lookup.type().table() + " where archived_at is null and "
                + RecordQueries.readable(lookup.type(), me, parameters) + " and similarity(lower(" + by + "), lower(" + sought + ")) >= " + SIMILAR
                + " order by similarity(lower(" + by + "), lower(" + sought + ")) desc, id limit 1";
        var rows = Waiting.on(connection.preparedQuery(sql).execute(parameters.tuple())).iterator();
        return rows.hasNext() ? rows.next().getString(0) : null;
    }
}

package crm.e2e.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import crm.e2e.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a migration changes, the version before bears: old and new instances stand side by side on the new schema while a roll-out
 * runs, and it can be taken back. It goes for all that came after the schema of the first release, which nobody ran a version before.
 */
class AdditiveMigrationsTest {

    private static final String LAST_OF_FIRST_RELEASE = "V2026_11_25_9999";

    /** Takes away or renames what the version before reads, or asks for a value that it does not write. */
    private static final List<Pattern> BREAKING = Stream.of(
            "\\bdrop\\s+(table|column|view|type|function|schema)\\b",
            "\\balter\\s+table\\b[^;]*\\bdrop\\s+(?!constraint|not\\s+null|default|expression|identity)\\w",
            "\\brename\\b",
            "\\balter\\s+(column\\s+)?\\w+\\s+(set\\s+not\\s+null|(set\\s+data\\s+)?type)\\b",
            "\\badd\\s+(column\\s+)?(if\\s+not\\s+exists\\s+)?(?!constraint|check|primary|foreign|unique)\\w+\\s+\\w+(\\s*\\([^)]*\\))?(?![^,;]*(\\bdefault\\b|\\bgenerated\\b))[^,;]*\\bnot\\s+null\\b",
            "\\btruncate\\b").map(Pattern::compile).toList();

    @Test
    void takeNothingAwayFromTheVersionBefore() throws IOException {
        try (Stream<Path> files = Files.find(Platform.root().resolve("services"), 10,
                (file, attributes) -> file.toString().matches(".*/src/main/resources/db/.*/V[^/]+\\.sql"))) {
            List<Path> migrations = files.toList();
            assertThat(migrations).anyMatch(AdditiveMigrationsTest::isLater);
            assertThat(migrations.stream().filter(AdditiveMigrationsTest::isLater).filter(file -> breaks(Yaml.text(file)))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop table price;", "alter table lead drop column rating;", "ALTER TABLE lead\n  DROP rating;", "alter table lead rename column rating to grade;",
            "alter table price rename to price_list;", "alter table lead alter column rating set not null;", "alter table lead alter rating type text;",
            "alter table lead add column grade int not null;", "alter table lead add grade numeric(10, 2) not null, add x int;", "drop view open_lead;", "truncate lead;"})
    void aChangeThatTheVersionBeforeCannotBearIsSeen(String sql) {
        assertThat(breaks(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create table price (id uuid primary key, rename_me text not null);", "alter table lead add column grade int;", "alter table lead add column grade int not null default 0;",
            "drop index lead_by_rating;", "alter table lead drop constraint lead_rating_check;", "alter table lead alter column rating drop not null;", "-- nobody shall drop table lead\nselect 1;",
            "alter table lead add constraint known check (rating is not null);"})
    void aChangeThatAddsIsLeftAlone(String sql) {
        assertThat(breaks(sql)).isFalse();
    }

    private static boolean isLater(Path migration) {
        return migration.getFileName().toString().compareTo(LAST_OF_FIRST_RELEASE) > 0;
    }

    private static boolean breaks(String sql) {
        String statements = sql.replaceAll("--[^\n]*", "").toLowerCase(Locale.ROOT);
        return BREAKING.stream().anyMatch(each -> each.matcher(statements).find());
    }
}

package crm.campaigns.member;

import crm.chassis.export.FormulaGuard;
import crm.chassis.imports.CsvText;
import crm.chassis.imports.DecodingReader;
import crm.chassis.imports.SourceRow;
import crm.chassis.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A file of members: a column {@code id}, {@code leadId}, {@code contactId} or {@code email} that names the person, and
 * where the file tells it {@code status} and {@code respondedAt}.
 */
final class MemberFile {

    static final int MAX_BYTES = 8 * 1024 * 1024;
    static final int MAX_ROWS = 100_000;

    private static final List<String> PERSON = List.of("id", "leadid", "contactid", "email");

    /**
     * One row.
     *
     * @param source as it stands in the file
     * @param id the person by id; null where the file names it by email
     * @param email in lower case; null where the file names the person by id
     * @param status null where the file does not tell one
     * @param fault why the row cannot be used; null where it can
     */
    record Row(SourceRow source, UUID id, String email, MemberStatus status, Instant respondedAt, String fault) {}

    private final List<String> header;
    private final List<Row> rows;

    private MemberFile(List<String> header, List<Row> rows) {
        this.header = header;
        this.rows = rows;
    }

    List<String> header() {
        return header;
    }

    List<Row> rows() {
        return rows;
    }

    /** @throws Problem 400 where it is no CSV in UTF-8 or names nobody, 413 where it is too large */
    static MemberFile read(byte[] file) {
        if (file == null || file.length == 0) {
            throw Problem.malformed("The request needs a file in CSV.");
        }
        if (file.length > MAX_BYTES) {
            throw new Problem(413, "too-large", "The file is too large", "A file of members may have at most 8 MB.");
        }
        try (CsvText csv = CsvText.open(new DecodingReader(new ByteArrayInputStream(file), StandardCharsets.UTF_8))) {
            List<String> names = csv.header().stream().map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")).toList();
            int person = PERSON.stream().map(names::indexOf).filter(index -> index >= 0).findFirst().orElse(-1);
            if (person < 0) {
                throw Problem.malformed("The file needs a column id, leadId, contactId or email. Columns: " + String.join(", ", csv.header()) + ".");
            }
            List<Row> rows = new ArrayList<>();
            for (SourceRow row = csv.next(); row != null; row = csv.next()) {
                if (rows.size() == MAX_ROWS) {
                    throw Problem.malformed("A file of members may have at most " + MAX_ROWS + " rows.");
                }
                rows.add(row(row, person, names));
            }
            return new MemberFile(csv.header(), rows);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Row row(SourceRow source, int person, List<String> names) {
        String name = cell(source, person);
        boolean byEmail = names.get(person).equals("email");
        try {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("The row names nobody.");
            }
            UUID id = byEmail ? null : id(name);
            Instant respondedAt = moment(cell(source, names.indexOf("respondedat")));
            return new Row(source, id, byEmail ? name.toLowerCase(Locale.ROOT) : null, status(cell(source, names.indexOf("status")), respondedAt),
                    respondedAt, null);
        } catch (IllegalArgumentException fault) {
            return new Row(source, null, null, null, null, fault.getMessage());
        }
    }

    private static String cell(SourceRow source, int index) {
        return index < 0 || index >= source.cells().size() ? "" : FormulaGuard.plain(source.cells().get(index)).strip();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("That is no id.", none);
        }
    }

    /** Who responded at some moment responded, whatever else is said. */
    private static MemberStatus status(String text, Instant respondedAt) {
        if (text.isEmpty()) {
            return respondedAt == null ? null : MemberStatus.RESPONDED;
        }
        try {
            return MemberStatus.valueOf(text.toUpperCase(Locale.ROOT).replaceAll("[ -]", "_"));
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("status has to be one of " + List.of(MemberStatus.values()) + ".", none);
        }
    }

    private static Instant moment(String text) {
        try {
            return text.isEmpty() ? null : text.length() == 10 ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
        } catch (DateTimeException none) {
            throw new IllegalArgumentException("respondedAt has to be a moment such as 2026-11-21T19:00:00Z or a day.", none);
        }
    }
}

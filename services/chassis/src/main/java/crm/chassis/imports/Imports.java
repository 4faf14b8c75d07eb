package crm.chassis.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.change.Records;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.Ids;
import crm.chassis.record.RecordType;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Takes files in, tells how far they are, and takes them back. What is in a file happens in the background. */
@Singleton
public class Imports {

    private static final Logger LOG = Logger.getLogger(Imports.class);
    private static final long MAX_ROWS = 1_000_000;

    private final ImportJobs jobs;
    private final FileStore files;
    private final RecordKinds kinds;
    private final ImportWorker worker;
    private final ObjectMapper json;
    private final long maxBytes;

    Imports(ImportJobs jobs, FileStore files, RecordKinds kinds, ImportWorker worker, ObjectMapper json,
            @ConfigProperty(name = "crm.imports.max-bytes", defaultValue = "104857600") long maxBytes) {
        this.jobs = jobs;
        this.files = files;
        this.kinds = kinds;
        this.worker = worker;
        this.json = json;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a file to its end, stores it and queues its job. Blocks while the body arrives; never call it on an event
     * loop.
     *
     * @throws Problem 400 where the file is no CSV or does not fit its mapping, 403 where the caller creates none of
     *     these records, 413 where it is too large, 422 where the Idempotency-Key stands for another file
     */
    public ImportView start(Records<?> records, ImportRequest request, InputStream body, Me me) {
        RecordType<?> type = records.type();
        if (!type.access().mayCreate(me)) {
            throw Problem.forbidden("Your roles do not create records of this kind.");
        }
        JsonNode mapping = ImportMapping.parse(request.mapping(), json);
        Charset charset = charset(request.contentType());
        UUID id = Ids.next();
        boolean queued = false;
        IncomingFile file = new IncomingFile(body, id, files, maxBytes);
        try (CsvText csv = CsvText.open(new DecodingReader(file, charset))) {
            ImportMapping columns = ImportMapping.of(type, csv.header(), mapping, me, kinds);
            checkMatch(type, request.matchField(), columns, me);
            long rows = count(csv);
            file.finish();
            ImportJobs.NewJob job = new ImportJobs.NewJob(id, type.collection(), request, mapping, csv.header(), columns.ignored(csv.header()),
                    charset.name(), file.bytes(), file.sha256Hex(), rows, json.valueToTree(me), me.login(), traceparent());
            queued = jobs.add(job);
            if (!queued) {
                return repeated(job);
            }
        } catch (IOException cut) {
            throw Problem.malformed("The file did not arrive whole.");
        } finally {
            if (!queued) {
                drop(id);
            }
        }
        worker.wake();
        return Waiting.on(jobs.view(id)).orElseThrow(Problem::notFound);
    }

    private void drop(UUID id) {
        try {
            files.drop(id);
        } catch (RuntimeException away) {
            LOG.debugf("A refused file is dropped later: %s", away.toString());
        }
    }

    private static long count(CsvText csv) {
        long rows = 0;
        while (csv.next() != null) {
            if (++rows > MAX_ROWS) {
                throw Problem.malformed("A file may have at most " + MAX_ROWS + " rows.");
            }
        }
        return rows;
    }

    /** The first answer to an Idempotency-Key, if it was for the same file and the same wishes. */
    private ImportView repeated(ImportJobs.NewJob job) {
        ImportView first = jobs.withKey(job.startedBy(), job.collection(), job.request().idempotencyKey()).orElseThrow(Problem::notFound);
        JsonNode mapping = job.mapping() == null ? json.nullNode() : job.mapping();
        boolean same = first.sha256().equals(job.sha256()) && first.dryRun() == job.request().dryRun() && first.charset().equals(job.charset())
                && java.util.Objects.equals(first.matchOn(), job.request().matchField()) && first.mapping().equals(mapping)
                && first.keepOwners() == job.request().keepOwners();
        if (!same) {
            throw new Problem(422, "idempotency-key-reused", "The key belongs to another request",
                    "This Idempotency-Key was used with another file or other parameters. Use a new key for a new request.");
        }
        return first;
    }

    private static void checkMatch(RecordType<?> type, String name, ImportMapping mapping, Me me) {
        if (name == null) {
            return;
        }
        Field field = type.field(name);
        String detail = null;
        if (!Matches.possible(field) || !field.readableWith(me.roles())) {
            detail = "Rows cannot be matched on " + ImportColumn.shortened(name) + ". Fields: none, "
                    + type.names(known -> Matches.possible(known) && known.readableWith(me.roles())) + ".";
        } else if (mapping.columns().stream().noneMatch(column -> column.field().path().equals(name))) {
            detail = "No column goes into " + name + ", so rows cannot be matched on it.";
        }
        if (detail != null) {
            throw Problem.malformed(detail, new FieldError("matchOn", detail));
        }
    }

    private static Charset charset(String contentType) {
        try {
            String name = contentType == null ? null : MediaType.valueOf(contentType).getParameters().get(MediaType.CHARSET_PARAMETER);
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new Problem(415, "unsupported-charset", "The charset is not known",
                    "Send text in UTF-8, or state a charset such as charset=windows-1252.");
        }
    }

    private static String traceparent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex() : null;
    }

    /**
     * How far an import is.
     *
     * @return fails with 404 where there is none, or it is not the caller's to see
     */
    public Uni<ImportView> get(UUID id, Me me) {
        return jobs.view(id).map(found -> found.filter(job -> maySee(job, me)).orElseThrow(Problem::notFound));
    }

    private static boolean maySee(ImportView job, Me me) {
        return job.startedBy().equals(me.login()) || me.has("crm-admin") || me.has("data-steward");
    }

    /**
     * Takes a finished import back in the background.
     *
     * @return fails with 409 where it runs, was taken back, or changed nothing because it was a dry run
     */
    public Uni<ImportView> reverse(UUID id, Me me) {
        return get(id, me)
                .chain(job -> jobs.startReversal(id, me.login()))
                .chain(started -> get(id, me).invoke(job -> {
                    if (!started) {
                        throw notReversible(job);
                    }
                    worker.wake();
                }));
    }

    private static Problem notReversible(ImportView job) {
        if (job.dryRun()) {
            return Problem.conflict("import-not-reversible", "There is nothing to take back", "A dry run changes no records.");
        }
        return job.reversal() != null
                ? Problem.conflict("import-already-reversed", "The import was taken back already", "An import is taken back once.")
                : Problem.conflict("import-still-running", "The import is still running", "Take it back when it has finished.");
    }
}

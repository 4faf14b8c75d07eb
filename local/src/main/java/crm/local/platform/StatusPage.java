package crm.local.platform;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** The state of all parts as a file, by which ./crm status, stop, start and up --detach follow the launcher. */
public record StatusPage(Path file) {

    public static StatusPage in(Home home) {
        return new StatusPage(home.run().resolve("status.properties"));
    }

    void write(Collection<PartStatus> parts) throws IOException {
        Properties page = new Properties();
        page.setProperty("parts", parts.stream().map(PartStatus::name).collect(Collectors.joining(" ")));
        for (PartStatus part : parts) {
            page.setProperty(part.name() + ".state", part.state().name());
            page.setProperty(part.name() + ".detail", part.detail());
            page.setProperty(part.name() + ".since", part.since().toString());
            page.setProperty(part.name() + ".took", part.took().toString());
            page.setProperty(part.name() + ".pid", Long.toString(part.pid()));
            page.setProperty(part.name() + ".address", part.address());
        }
        StringWriter text = new StringWriter();
        page.store(text, null);
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(fresh, text.toString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty when nothing has been written yet. */
    public List<PartStatus> read() {
        Properties page = new Properties();
        try {
            page.load(new StringReader(Files.readString(file)));
        } catch (IOException notYet) {
            return List.of();
        }
        List<PartStatus> parts = new ArrayList<>();
        Arrays.stream(page.getProperty("parts", "").split(" ")).filter(name -> !name.isEmpty()).forEach(name -> parts.add(
                new PartStatus(name, State.valueOf(page.getProperty(name + ".state")), page.getProperty(name + ".detail"),
                        Instant.parse(page.getProperty(name + ".since")), Duration.parse(page.getProperty(name + ".took")),
                        Long.parseLong(page.getProperty(name + ".pid")), page.getProperty(name + ".address"))));
        return parts;
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}

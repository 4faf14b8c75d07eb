package crm.local.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds the tests that failed and then passed in the reports that Surefire leaves. What Maven says is of no use for that: where
 * modules are tested side by side, their lines are mixed.
 */
final class SecondRuns {

    /** services/leads/target/surefire-reports/TEST-….xml */
    private static final int DEEPEST = 5;

    private SecondRuns() {}

    /** Full names, sorted, of the work tree's tests whose reports were written since then. */
    static List<String> since(Instant begin, Path root) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        List<Path> reports;
        try (Stream<Path> found = Files.find(root, DEEPEST, (path, attributes) -> attributes.isRegularFile()
                && path.getParent().endsWith("target/surefire-reports") && path.getFileName().toString().matches("TEST-.*\\.xml")
                && !attributes.lastModifiedTime().toInstant().isBefore(begin))) {
            reports = found.toList();
        }
        for (Path report : reports) {
            read(report, names);
        }
        return List.copyOf(names);
    }

    private static void read(Path report, TreeSet<String> names) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream xml = Files.newInputStream(report)) {
            XMLStreamReader reader = factory.createXMLStreamReader(xml);
            String test = null;
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "testcase" -> test = reader.getAttributeValue(null, "classname") + "." + reader.getAttributeValue(null, "name");
                        case "flakyFailure", "flakyError" -> names.add(test);
                        default -> { }
                    }
                }
            }
        } catch (XMLStreamException unreadable) {
            throw new IOException(report + " cannot be read", unreadable);
        }
    }
}

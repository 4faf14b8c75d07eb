package crm.e2e.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import crm.e2e.platform.Api;
import crm.e2e.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of the main job and the mappings for them in docs/demo. The files are made here, of the shape, size and faults of
 * the public data sets that they stand for; where CRM_DATA names a folder with those data sets, they are taken instead.
 */
public final class DemoFiles {

    private final Optional<Path> folder = Optional.ofNullable(System.getenv("CRM_DATA")).filter(text -> !text.isBlank()).map(Path::of);

    public boolean areMadeHere() {
        return folder.isEmpty();
    }

    public byte[] leads() {
        return file("leads/leads.csv", new LeadsFile().text());
    }

    public byte[] products() {
        return file("sales/products.csv", SalesFiles.PRODUCTS);
    }

    public byte[] accounts() {
        return file("sales/accounts.csv", new SalesFiles().accounts());
    }

    public byte[] pipeline() {
        return file("sales/sales_pipeline.csv", new SalesFiles().pipeline());
    }

    /** @param name as in docs/demo/name-mapping.json; answers the parameter of the upload */
    public String mapping(String name) {
        try {
            String json = Files.readString(Platform.root().resolve("docs/demo/" + name + "-mapping.json"));
            return "mapping=" + Api.encoded(new ObjectMapper().readTree(json).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] file(String name, String made) {
        try {
            return folder.isPresent() ? Files.readAllBytes(folder.get().resolve(name)) : made.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package crm.local.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    private Path folder;

    @Test
    void theServersOwnScriptsAreUsedAndNotTheWrapperThatChangesTheUser() throws Exception {
        Path debian = folder.resolve("usr/lib/rabbitmq/lib");
        Path scripts = Files.createDirectories(debian.resolve("rabbitmq_server-3.10.8/sbin"));
        Files.createFile(scripts.resolve("rabbitmq-env"));
        Path path = program("bin/erl").getParent();
        program("bin/rabbitmq-server");

        Installation found = Installation.installed(path.toString(), debian).orElseThrow();

        assertThat(found.program("rabbitmq-server")).isEqualTo(scripts.resolve("rabbitmq-server").toString());
        assertThat(found.epmd()).isEqualTo("epmd");
    }

    @Test
    void aServerElsewhereOnThePathIsFollowedToItsHome() throws Exception {
        Path real = program("opt/rabbitmq/sbin/rabbitmq-server");
        Files.createFile(real.resolveSibling("rabbitmq-env"));
        Path path = program("bin/erl").getParent();
        Files.createSymbolicLink(path.resolve("rabbitmq-server"), real);

        assertThat(Installation.installed(path.toString(), folder.resolve("none")).orElseThrow().scripts()).isEqualTo(real.toRealPath().getParent());
    }

    @Test
    void aServerWithoutErlangIsNoServer() throws Exception {
        Path real = program("bin/rabbitmq-server");
        Files.createFile(real.resolveSibling("rabbitmq-env"));

        assertThat(Installation.installed(real.getParent().toString(), folder.resolve("none"))).isEmpty();
    }

    @Test
    void unpackedPackagesBringTheirOwnErlang() throws Exception {
        Files.createDirectories(folder.resolve("usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8/sbin"));

        Installation found = Installation.unpacked(folder).orElseThrow();

        assertThat(found.epmd()).isEqualTo(folder.resolve("usr/lib/erlang/bin/epmd").toString());
        assertThat(found.environment().get("PATH")).startsWith(folder.resolve("usr/lib/erlang/bin") + ":");
    }

    @Test
    void erlangsStartScriptsAreToldWhereTheyAre() throws Exception {
        String script = "if [ -z \"$ERL_ROOTDIR\" ]\nthen\n    ROOTDIR=/usr/lib/erlang\nfi\nBINDIR=\"$ROOTDIR/erts-13.1.5/bin\"\nexport ROOTDIR\n";
        Path outer = Files.writeString(program("usr/lib/erlang/bin/erl"), script);
        Path inner = Files.writeString(program("usr/lib/erlang/erts-13.1.5/bin/erl"), script);

        DebianPackages.pointErlangTo(folder, Path.of("/home/some body/cache/rabbitmq"));
        DebianPackages.pointErlangTo(folder, Path.of("/final/place"));

        String expected = script.replace("ROOTDIR=/usr/lib/erlang", "ROOTDIR=\"/final/place/usr/lib/erlang\"");
        assertThat(outer).hasContent(expected);
        assertThat(inner).hasContent(expected);
    }

    private Path program(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

package crm.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.local.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aTakenPortIsNamedWithItsPartAndTheWayOut() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.of(Port.POSTGRESQL)));

            assertThatThrownBy(() -> ports.requireFree(List.of(Port.values()))).isInstanceOf(Problem.class)
                    .hasMessage("Port " + ports.of(Port.POSTGRESQL) + ", meant for PostgreSQL, is taken by another program: "
                            + "stop that program, or move the platform with CRM_PORT=" + (ports.first() + 1000) + " ./crm up");
        }
    }

    @Test
    void aPortTakenOnAllAddressesIsTakenOnLoopback() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket other = new ServerSocket(ports.of(Port.GATEWAY))) {
            assertThat(ports.taken(List.of(Port.GATEWAY, Port.LEADS))).containsExactly(Port.GATEWAY);
            assertThat(other.isBound()).isTrue();
        }
    }

    @Test
    void freePortsAreFreeAndOutsideOfWhatTheKernelHandsOut() {
        Ports ports = Ports.free();

        assertThat(ports.taken(List.of(Port.values()))).isEmpty();
        assertThat(ports.first()).isBetween(20_000, 32_000);
    }
}

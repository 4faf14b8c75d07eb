package crm.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Everything about the gateway that an operator may set; the names are in application.properties. */
@ConfigMapping(prefix = "crm.gateway")
public interface GatewayConfig {

    /** How people reach the platform, for example {@code https://crm.example.com}. */
    URI publicUrl();

    Addresses addresses();

    Upstream upstream();

    Breaker breaker();

    Bodies bodies();

    Rates rates();

    Memory memory();

    Parts parts();

    Stream stream();

    Broker broker();

    /** Internal base addresses of what is behind the gateway. */
    interface Addresses {
        URI leads();

        URI opportunities();

        URI campaigns();

        URI cases();

        URI governance();

        URI keycloak();
    }

    interface Upstream {
        /** Time to get a connection, waiting in the queue of the pool included. */
        @WithDefault("2s")
        Duration connectTimeout();

        /** Time until a service begins to answer. */
        @WithDefault("15s")
        Duration responseTimeout();

        /** The same for imports and exports, which take a whole file before they answer. */
        @WithDefault("4m")
        Duration fileTimeout();

        /** Connections to each service from each event loop. */
        @WithDefault("64")
        int connections();

        /** Requests that may wait for a connection to a service; more are refused with 503. */
        @WithDefault("512")
        int waiting();

        /** An unused connection is closed after this time; less than the services' own idle time. */
        @WithDefault("30s")
        Duration keepAlive();
    }

    interface Breaker {
        /** So many of the latest requests to a service are looked at. */
        @WithDefault("20")
        int requests();

        /** The part of them that must have failed to stop asking. */
        @WithDefault("0.5")
        double failures();

        /** How long the service is left alone then. */
        @WithDefault("5s")
        Duration pause();
    }

    interface Bodies {
        /** Largest request body in bytes. */
        @WithDefault("1048576")
        long most();

        /** Largest CSV file in bytes. */
        @WithDefault("104857600")
        long mostOfFile();
    }

    interface Rates {
        /** Requests per second of one signed-in user, and how many may come at once. */
        @WithDefault("600")
        long userPerSecond();

        @WithDefault("1200")
        long userBurst();

        /**
         * Requests per second of one address that has not shown who it is: log in, docs, tokens seen for the
         * first time.
         */
        @WithDefault("50")
        long addressPerSecond();

        @WithDefault("300")
        long addressBurst();

        /** Public submissions per minute of one address. */
        @WithDefault("60")
        long publicPerMinute();

        /** Users and addresses that are counted at the same time. */
        @WithDefault("50000")
        int counted();
    }

    /** Answers that several services give together. */
    interface Parts {
        /** A part that is not there by then is named as missing. */
        @WithDefault("3s")
        Duration within();

        /** Largest part in bytes. */
        @WithDefault("1048576")
        int most();
    }

    /** What is told of changes while they happen. */
    interface Stream {
        /** Open streams of one user; one more ends the oldest. */
        @WithDefault("5")
        int perUser();

        /** So often something is sent when there is nothing to tell. */
        @WithDefault("20s")
        Duration heartbeat();

        /** The latest changes that are kept for those who were cut off. */
        @WithDefault("20000")
        int remembered();
    }

    /** Where changes are read; without a host there is no stream, and all else works. */
    interface Broker {
        Optional<String> host();

        @WithDefault("5672")
        int port();

        @WithDefault("gateway")
        String user();

        Optional<String> password();

        @WithDefault("crm")
        String vhost();

        /** With the certificates that this Java trusts. */
        @WithDefault("false")
        boolean tls();

        /** Between two tries to connect. */
        @WithDefault("2s")
        Duration pause();
    }

    interface Memory {
        /** Verified bearer tokens that are remembered, each until it expires. */
        @WithDefault("10000")
        int tokens();

        /** Verified browser sessions that are remembered. */
        @WithDefault("5000")
        int sessions();

        /** A session is looked at again after this time at the latest; another gateway may have ended it. */
        @WithDefault("60s")
        Duration session();
    }
}

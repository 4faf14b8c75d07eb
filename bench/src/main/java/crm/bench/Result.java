package crm.bench;

import java.util.List;
import java.util.Locale;

/** One measurement, and how all of them are shown: beside the floor of the same kind and number of connections. */
record Result(Kind kind, String subject, int connections, Load.Measured measured) {

    static String progress(Result result) {
        return String.format(Locale.ROOT, "  %s, %s, %d connections: %,.0f/s%s", result.kind.words(), result.subject, result.connections,
                result.measured.perSecond(), result.measured.failed() == 0 ? "" : ", " + result.measured.failed() + " FAILED: " + result.measured.failure());
    }

    /** What to do about requests that the gateway held back, or nothing. */
    static String hint(List<Result> results) {
        return results.stream().noneMatch(result -> String.valueOf(result.measured.failure()).contains(" 429 ")) ? ""
                : "The gateway held requests back, so its rates are not those of the machine. For measuring start it with"
                        + " CRM_GATEWAY_RATES_USER_PER_SECOND=1000000 CRM_GATEWAY_RATES_USER_BURST=1000000 ./crm up --detach";
    }

    static String table(List<Result> results) {
        StringBuilder table = new StringBuilder(String.format("%n| work | subject | connections | requests/s | of the floor | p50 ms | p99 ms | CPU ms | of it compiling | times the floor | failed |%n"
                + "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|%n"));
        for (Result result : results) {
            Load.Measured floor = results.stream()
                    .filter(other -> other.kind == result.kind && other.connections == result.connections && other.subject.equals("PostgreSQL"))
                    .findFirst().orElseThrow().measured;
            Load.Measured own = result.measured;
            table.append(String.format(Locale.ROOT, "| %s | %s | %d | %,.0f | %.2f | %.2f | %.2f | %.3f | %.3f | %.1f | %d |%n", result.kind.words(), result.subject,
                    result.connections, own.perSecond(), own.perSecond() / floor.perSecond(), own.p50Millis(), own.p99Millis(), own.cpuMillis(), own.compilingMillis(),
                    own.cpuMillis() / floor.cpuMillis(), own.failed()));
        }
        table.append(String.format("%nCPU ms by request of each part:%n"));
        results.stream().filter(result -> !result.subject.equals("PostgreSQL")).forEach(result -> table.append(String.format("  %s, %s, %d connections: %s%n",
                result.kind.words(), result.subject, result.connections, result.measured.cpuMillisOfParts())));
        return table.toString();
    }
}

package crm.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What ./crm bench was asked for. */
record Options(int leads, int seconds, int warmUpSeconds, List<Integer> connections, List<Kind> kinds, int importRows, int idleSeconds) {

    static Options of(String[] arguments) {
        int leads = 100_000;
        int seconds = 6;
        int warmUp = 4;
        int importRows = 20_000;
        int idle = 0;
        List<Integer> connections = List.of(1, 8, 32);
        List<Kind> kinds = List.of(Kind.values());
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--leads" -> leads = Integer.parseInt(arguments[i + 1]);
                case "--seconds" -> seconds = Integer.parseInt(arguments[i + 1]);
                case "--warm-up" -> warmUp = Integer.parseInt(arguments[i + 1]);
                case "--import" -> importRows = Integer.parseInt(arguments[i + 1]);
                case "--idle" -> idle = Integer.parseInt(arguments[i + 1]);
                case "--connections" -> connections = Arrays.stream(arguments[i + 1].split(",")).map(Integer::valueOf).toList();
                case "--kinds" -> kinds = Arrays.stream(arguments[i + 1].toUpperCase(Locale.ROOT).split(",")).map(Kind::valueOf).toList();
                default -> throw new IllegalArgumentException("There is no option " + arguments[i]
                        + ": --leads, --seconds, --warm-up, --import, --idle seconds, --connections 1,8,32, --kinds create,read,page");
            }
        }
        return new Options(leads, seconds, warmUp, connections, kinds, importRows, idle);
    }
}

package crm.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the running platform beside its floor in one run: PostgreSQL alone, the leads service directly, and through
 * the gateway with a bearer token. CPU is that of all processes of the platform, the measuring program left out.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        try {
            run(arguments);
        } catch (CannotMeasure why) {
            System.err.println(why.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("--scoring")) {
            Scoring.run(List.of(arguments).subList(1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("--forecast")) {
            ForecastBacktest.run(List.of(arguments).subList(1, arguments.length));
            return;
        }
        Platform platform = Platform.running();
        if (arguments.length > 0 && arguments[0].equals("--pipeline")) {
            PipelineGrowth.run(platform);
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("--company")) {
            Company.run(platform, List.of(arguments).subList(1, arguments.length));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("--rescoring")) {
            RescoringBeside.run(platform);
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("--scores")) {
            ScoresBeside.run(platform);
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("--propagation")) {
            Propagation.run(platform);
            return;
        }
        Options options = Options.of(arguments);
        if (options.idleSeconds() > 0) {
            System.out.println(CpuTime.idle(platform, options.idleSeconds()));
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Database database = new Database(vertx, platform)) {
            database.fill(options.leads());
            List<Result> results = new ArrayList<>();
            Http service = new Http(vertx, platform.serviceUrl(), platform.token());
            Http gateway = new Http(vertx, platform.gatewayUrl(), platform.token());
            List<Subject> subjects = List.of(database.subject(), service.subject("service", database.ids()), gateway.subject("gateway", database.ids()));
            // at full speed, or the compilers would be at work all through the measurement
            int mostConnections = options.connections().stream().max(Integer::compare).orElse(1);
            for (Kind kind : options.seconds() == 0 ? List.<Kind>of() : options.kinds()) {
                for (Subject subject : subjects) {
                    new Load(platform, subject.work(kind)).run(mostConnections, options.warmUpSeconds());
                }
                for (int connections : options.connections()) {
                    for (Subject subject : subjects) {
                        Load.Measured measured = new Load(platform, subject.work(kind)).run(connections, options.seconds());
                        results.add(new Result(kind, subject.name(), connections, measured));
                        System.out.println(Result.progress(results.get(results.size() - 1)));
                    }
                }
            }
            if (!results.isEmpty()) {
                System.out.println(Result.table(results));
                System.out.println(Result.hint(results));
            }
            System.out.println(Memory.of(platform));
            if (options.importRows() > 0) {
                System.out.println(new ImportRate(platform, gateway).measure(options.importRows()));
            }
        } finally {
            vertx.close();
        }
    }
}

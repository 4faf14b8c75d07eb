package crm.leads.scoring;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.learning.Example;
import crm.learning.Feature;
import crm.learning.Hindsight;
import crm.learning.Measures;
import crm.learning.Model;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Trains the next model that was asked for, tries it on leads that no model has learnt from, and lets it speak if it is
 * no worse there than the one that speaks. Runs on a thread of its own.
 */
@Singleton
class TrainModel {

    private static final Logger LOG = Logger.getLogger(TrainModel.class);
    private static final int FOLDS = 4;
    private static final long SEED = 20261125;
    private static final int LEAST_OF_EACH = 20;
    private static final double LEAST_AUC = 0.6;
    private static final int READ = 10;
    private static final int LEARNT = 90;

    private final ScoringModels models;
    private final Speakers speakers;
    private final Rescoring rescoring;
    private final Pool pool;
    private final ObjectMapper json;

    TrainModel(ScoringModels models, Speakers speakers, Rescoring rescoring, Pool pool, ObjectMapper json) {
        this.models = models;
        this.speakers = speakers;
        this.rescoring = rescoring;
        this.pool = pool;
        this.json = json;
    }

    /** Answers whether there was a model to train. */
    boolean next() {
        models.onSchedule(speakers.now().policy().retrainAfterDays);
        UUID id = models.claim();
        if (id == null) {
            return false;
        }
        try {
            train(id, speakers.now());
        } catch (IllegalArgumentException unlearnable) {
            models.finish(id, "FAILED", unlearnable.getMessage(), null, null);
        } catch (RuntimeException unforeseen) {
            // where the database is away this fails as well, and the model is begun again when its lease is over
            LOG.errorf(unforeseen, "Model %s could not be trained", id);
            models.finish(id, "FAILED", "The training stopped for a reason that was not foreseen and has been written down.", null, null);
        }
        return true;
    }

    private void train(UUID id, Speaker speaker) {
        List<String> fields = LeadFeatures.fields(speaker.features(), speaker.model() == null ? List.of() : speaker.model().features());
        ClosedLeads closed = ClosedLeads.read(pool, fields);
        models.progress(id, READ);
        String refusal = refusal(closed, speaker.policy());
        if (refusal != null) {
            models.finish(id, "FAILED", refusal, null, null);
            return;
        }
        Map<String, String> suspected = Hindsight.suspected(speaker.features(), closed.training());
        List<Feature> features = speaker.features().stream().filter(feature -> !suspected.containsKey(feature.name())).toList();
        if (features.isEmpty()) {
            models.finish(id, "FAILED", "No feature is left: each is known only afterwards.", null, null);
            return;
        }
        Model model = Model.train(features, closed.training(), FOLDS, SEED, done -> models.progress(id, READ + (LEARNT - READ) * done / FOLDS));
        Trial trial = Trial.of(model, closed.heldOut());
        Trial champion = speaker.model() == null ? null : Trial.of(speaker.model(), closed.heldOut());
        ObjectNode report = report(model, closed, trial, champion, suspected);
        String worse = worse(trial.measures(), champion == null ? null : champion.measures());
        models.finish(id, worse == null ? "CHAMPION" : "CHALLENGER", worse, report, model.bytes());
        if (worse == null) {
            rescoring.begin("leads").await().atMost(Duration.ofSeconds(30));
        }
    }

    private static String refusal(ClosedLeads closed, ScoringPolicy policy) {
        if (closed.size() < policy.minClosedLeads) {
            return "There are " + closed.size() + " closed leads, and " + policy.minClosedLeads + " are needed. Until then the point rules speak.";
        }
        for (List<Example> part : List.of(closed.training(), closed.heldOut())) {
            long converted = ClosedLeads.converted(part);
            long least = part == closed.training() ? LEAST_OF_EACH : 1;
            if (converted < least || part.size() - converted < least) {
                return "Too few leads of one outcome: " + (ClosedLeads.converted(closed.training()) + ClosedLeads.converted(closed.heldOut())) + " of "
                        + closed.size() + " were converted. At least " + LEAST_OF_EACH + " of each are needed.";
            }
        }
        return null;
    }

    /** Why a model may not speak; null where it may. */
    static String worse(Measures challenger, Measures champion) {
        if (challenger.auc() < LEAST_AUC) {
            return String.format(Locale.ROOT, "It hardly tells leads apart: AUC %.3f, and %.1f is the least.", challenger.auc(), LEAST_AUC);
        }
        if (champion != null && challenger.logLoss() > champion.logLoss()) {
            return String.format(Locale.ROOT, "On the same held-out leads its log loss is %.4f and that of the model that speaks %.4f.",
                    challenger.logLoss(), champion.logLoss());
        }
        return null;
    }

    private ObjectNode report(Model model, ClosedLeads closed, Trial trial, Trial champion, Map<String, String> suspected) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("method", model.method().name());
        report.put("rows", closed.size());
        report.put("trainedOn", closed.training().size());
        report.put("heldOut", closed.heldOut().size());
        report.put("baseRate", Trial.rounded((double) ClosedLeads.converted(closed.heldOut()) / closed.heldOut().size()));
        report.put("auc", Trial.rounded(trial.measures().auc()));
        report.put("brier", Trial.rounded(trial.measures().brier()));
        report.put("logLoss", Trial.rounded(trial.measures().logLoss()));
        if (champion != null) {
            report.put("champion", Map.of("auc", Trial.rounded(champion.measures().auc()), "brier", Trial.rounded(champion.measures().brier()),
                    "logLoss", Trial.rounded(champion.measures().logLoss())));
        }
        report.put("calibration", trial.calibration());
        report.put("features", trial.weights());
        report.put("refused", suspected.entrySet().stream().map(each -> Map.of("field", each.getKey(), "reason", each.getValue())).toList());
        return json.valueToTree(report);
    }
}
